import type { Attributes, Span } from '#lib/tracing.ts'

export type FakeSpan = Span & {
  readonly name: string
  readonly attributes: Attributes
  readonly below: readonly FakeSpan[]
  readonly failure: string | undefined
  readonly ended: boolean
}

/** A span that keeps what it is told, and what is begun in it. */
export function fakeSpan(name: string, given: Attributes = {}): FakeSpan {
  const below: FakeSpan[] = []
  let attributes = given,
    failure: string | undefined,
    ended = false
  return {
    name,
    below,
    traceId: '',
    spanId: '',
    isRecorded: true,
    get attributes() {
      return attributes
    },
    get failure() {
      return failure
    },
    get ended() {
      return ended
    },
    begin(part, options = {}) {
      const span = fakeSpan(part, options.attributes)
      below.push(span)
      return span
    },
    set: (more) => void (attributes = { ...attributes, ...more }),
    fail: (type) => void (failure = type),
    end: () => void (ended = true),
    headers: () => ({}),
    stored: () => '',
  }
}
