import { InvalidInput } from '#errors/invalid-input.ts'
import type { TooLate } from '#flow/method.ts'
import { isThrottled, throttled } from '#flow/throttled.ts'
import { hasAddress } from '#identity/address-status.ts'
import type { OneTimeCode } from '#identity/code-store.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Guess } from '#identity/one-time-codes.ts'
import { message } from '#messages/message.ts'
import { tooManyCodes } from './input.ts'
import type { CodeParts } from './parts.ts'

export const wrongCode = () => new InvalidInput([{ message: message('login.code-wrong') }])

/**
 * The code of a right guess in a login, and its owner, who still has the address. Throws
 * InvalidInput when it is wrong, or cannot be made now. `owner`: whose account was guessed at.
 */
export async function judged(
  { identities, events }: Pick<CodeParts, 'identities' | 'events'>,
  guess: Guess,
  owner: string | undefined,
): Promise<
  TooLate | { readonly kind: 'right'; readonly code: OneTimeCode; readonly account: Account }
> {
  const code = guess.kind === 'right' ? guess.code : undefined
  const account =
    code?.identityId === undefined ? undefined : await identities.find(code.identityId)
  if (code && account && (!code.address || hasAddress(account, code.address, 'login')))
    return { kind: 'right', code, account }
  events({
    kind: 'login.failed',
    method: 'code',
    identityId: owner,
    throttled: isThrottled(guess),
  })
  if (isThrottled(guess)) throw throttled(guess)
  if (guess.kind === 'expired' && guess.code.identityId !== undefined)
    return { kind: 'expired', expiredAt: guess.code.expiresAt }
  throw guess.kind === 'exhausted' ? tooManyCodes() : wrongCode()
}
