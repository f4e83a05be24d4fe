import { InvalidInput } from '#errors/invalid-input.ts'
import type { Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { Method } from '../method.ts'

export type WayInParts = {
  /** All methods that are switched on, offered here or not. */
  readonly everyMethod: () => readonly Method[]
}

/** Throws InvalidInput where a change takes from its owner the last way to sign in. */
export function guardWayIn({ everyMethod }: WayInParts, before: Account, after: Account): void {
  if (canSignIn(everyMethod(), before) && !canSignIn(everyMethod(), after))
    throw new InvalidInput([{ message: message('validation.no-identifier') }])
}

/** Whether the account has a credential that is enough to sign in, with an identifier. */
const canSignIn = (methods: readonly Method[], { credentials }: Account): boolean =>
  methods.some(
    ({ name, isFirstFactor }) =>
      isFirstFactor &&
      credentials.some(
        (one) => one.type === name && one.identifiers.length > 0 && isFirstFactor(one),
      ),
  )
