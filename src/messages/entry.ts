import type { Json } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'

export type MessageType = 'info' | 'error' | 'success'

/** A sentence of the catalogue. `Facts`: what it needs to know. */
export type Entry<Facts> = {
  readonly id: number
  readonly type: MessageType
  readonly text: (facts: Facts) => string
  /**
   * The context that clients get with the text; undefined: none. Without this function: the facts
   * themselves, or none when there are no facts.
   */
  readonly context?: (facts: Facts) => { readonly [name: string]: Json } | undefined
  /** Id and type of a message that another system has made, in place of those of the entry. */
  readonly foreign?: (facts: Facts) => { readonly id: number; readonly type: MessageType }
}

type None = Record<never, never>
const entry =
  (type: MessageType) =>
  <Facts = None>(
    id: number,
    text: string | ((facts: Facts) => string),
    context?: Entry<Facts>['context'],
  ): Entry<Facts> => ({
    id,
    type,
    text: typeof text === 'string' ? () => text : text,
    ...(context ? { context } : {}),
  })
export const info = entry('info')
export const error = entry('error')
export const success = entry('success')

/** An entry for a flow that has expired. */
export const expired = (id: number) =>
  error<{ expiredAt: Timestamp }>(
    id,
    'This form was open for too long. Here is a new one.',
    ({ expiredAt }) => ({
      expired_at: toRfc3339(expiredAt),
      expired_at_unix: Math.floor(expiredAt / 1000),
    }),
  )
