import type { Message } from '#messages/message.ts'

/**
 * One validation problem in submitted input. `field` is the form field's name, absent when the
 * problem concerns the whole form.
 */
export type Problem = { readonly message: Message; readonly field?: string }

/**
 * Thrown when submitted input is invalid. The flow is shown again with these messages on its form.
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'
  readonly problems: readonly Problem[]
  /** How long to wait before another attempt (a throttled sign-in); undefined: no wait. */
  readonly retryAfterMs: number | undefined
  /** Whether a proof of work lets the caller go on at once. */
  readonly asksForWork: boolean
  constructor(
    problems: readonly Problem[],
    options: {
      readonly retryAfterMs?: number
      readonly asksForWork?: boolean
      readonly cause?: unknown
    } = {},
  ) {
    super(
      problems.map((p) => `${p.field ?? 'form'}: ${p.message.key}`).join(', '),
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.problems = problems
    this.retryAfterMs = options.retryAfterMs
    this.asksForWork = options.asksForWork === true
  }
}
