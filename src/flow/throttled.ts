import { InvalidInput } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'

/** The message for an account that is locked for a while after too many wrong tries. */
export function throttled(retryAfterMs: number): InvalidInput {
  const minutes = Math.ceil(retryAfterMs / 60_000)
  const when =
    retryAfterMs < 60_000 ? 'in a moment' : `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  return new InvalidInput(
    [
      {
        message: message('validation.generic', {
          reason: `There were too many wrong tries for this account. Please try again ${when}.`,
        }),
      },
    ],
    { retryAfterMs },
  )
}
