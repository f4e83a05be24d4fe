import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { Account } from '#identity/identity-store.ts'

/** Another system that checks passwords which have not been used here yet. */
export type PasswordMigration = {
  isOn(): boolean
  /**
   * Whether the other system accepts this password. Throws Refusal when it does not answer, or not
   * as it should.
   */
  knows(
    login: { readonly identifier: string; readonly password: string; readonly account: Account },
    flow: Flow,
    caller: Caller,
  ): Promise<boolean>
}
