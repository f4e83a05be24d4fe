import type { Message } from '#messages/message.ts'

/**
 * One thing wrong with what a person sent; `field` is the name of the form field, none when it
 * concerns the whole.
 */
export type Problem = { readonly message: Message; readonly field?: string }

/** The person filled in the form wrongly. Becomes the same form with messages on it. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'
  readonly problems: readonly Problem[]
  /** When trying again makes sense, where it does not at once. */
  readonly retryAfterMs: number | undefined
  constructor(
    problems: readonly Problem[],
    options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(
      problems.map((p) => `${p.field ?? 'form'}: ${p.message.key}`).join(', '),
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.problems = problems
    this.retryAfterMs = options.retryAfterMs
  }
}
