import { InvalidInput } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { Throttled } from '#shield/verdict.ts'

type Limited = 'tries' | 'messages'

/** Whether a guess was not compared, because there were too many. */
export const isThrottled = (guess: { readonly kind: string } | Throttled): guess is Throttled =>
  guess.kind === 'throttled' || guess.kind === 'prove-work'

/** What somebody is told who must wait, or prove work, after too many wrong tries or messages. */
export function throttled(
  { kind, retryAfterMs }: Throttled,
  what: Limited = 'tries',
): InvalidInput {
  if (kind === 'prove-work')
    return new InvalidInput([{ message: message('validation.work-needed') }], {
      retryAfterMs,
      asksForWork: true,
    })
  const reason =
    retryAfterMs < 60_000
      ? because(`many-${what}-moment`)
      : because(`many-${what}`, { count: Math.ceil(retryAfterMs / 60_000) })
  return new InvalidInput([{ message: message('validation.generic', reason) }], { retryAfterMs })
}
