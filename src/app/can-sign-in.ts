import type { Method } from '#flow/method.ts'
import type { Account } from '#identity/identity-store.ts'

/** Whether somebody with an account could sign in with one of these methods. */
export const canSignInWith =
  (methods: () => readonly Method[]) =>
  ({ credentials }: Account): boolean =>
    methods().some(
      ({ name, isFirstFactor }) =>
        isFirstFactor &&
        credentials.some(
          (one) => one.type === name && one.identifiers.length > 0 && isFirstFactor(one),
        ),
    )
