import { InvalidInput } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'
import type { Throttled } from '#shield/verdict.ts'

const reasons = {
  tries: 'There were too many wrong tries.',
  messages: 'Too many messages were asked for.',
}

/** Whether a guess was not compared, because there were too many. */
export const isThrottled = (guess: { readonly kind: string } | Throttled): guess is Throttled =>
  guess.kind === 'throttled' || guess.kind === 'prove-work'

/** What somebody is told who must wait, or prove work, after too many wrong tries or messages. */
export function throttled(
  { kind, retryAfterMs }: Throttled,
  what: keyof typeof reasons = 'tries',
): InvalidInput {
  if (kind === 'prove-work')
    return new InvalidInput([{ message: message('validation.work-needed') }], {
      retryAfterMs,
      asksForWork: true,
    })
  const minutes = Math.ceil(retryAfterMs / 60_000)
  const when =
    retryAfterMs < 60_000 ? 'in a moment' : `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  return new InvalidInput(
    [
      {
        message: message('validation.generic', {
          reason: `${reasons[what]} Please try again ${when}.`,
        }),
      },
    ],
    { retryAfterMs },
  )
}
