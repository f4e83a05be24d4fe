import { InvalidInput } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'

const reasons = {
  tries: 'There were too many wrong tries.',
  messages: 'Too many messages were asked for.',
}

/** The message for somebody who must wait after too many wrong tries or messages. */
export function throttled(
  retryAfterMs: number,
  what: keyof typeof reasons = 'tries',
): InvalidInput {
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
