// Signing in by a passkey or a security key: what both kinds have in common.
import { recorded } from '#audit/record.ts'
import type { Signer } from '#crypto/signer.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import { credentialOf, type Accounts } from '#identity/accounts.ts'
import { suspectedEntry } from '#identity/audit-entries.ts'
import { type Account, type IdentityStore, StaleVersion } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { UseAnswer } from './answer.ts'
import { checkUse, looksCopied, type Use } from './ceremony.ts'
import { isChallengeOf } from './challenges.ts'
import { type Key, keysOf, suspected, used } from './keys.ts'
import type { Verification } from './options.ts'
import type { RelyingParty } from './relying-party.ts'

export type KeyUseParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly flows: Pick<FlowStore, 'find'>
  readonly signer: Signer
}

/** Which keys of an account count, and how. `handles`: its user handles, in base64url. */
export type KeyRules = {
  readonly type: 'passkey' | 'webauthn'
  readonly party: RelyingParty
  readonly verification: Verification
  readonly counts: (key: Key) => boolean
  readonly handles: readonly string[]
}

/** A right answer. */
export type KeyUse = { readonly keyId: string; readonly use: Use }

/** The refusal of an answer that does not fit, whatever is wrong with it. */
export const wrongKey = () => new InvalidInput([{ message: message('validation.key-wrong') }])

export type KeyUses = ReturnType<typeof createKeyUses>

export function createKeyUses({ identities, accounts, flows, signer }: KeyUseParts) {
  /** Undefined for a wrong answer. A key that seems to be a copy is noted. */
  async function check(
    flow: Flow,
    account: Account,
    answer: UseAnswer,
    rules: KeyRules,
  ): Promise<KeyUse | undefined> {
    const credential = credentialOf(account, rules.type)
    const key = keysOf(credential).find((one) => one.id === answer.id && rules.counts(one))
    const { userHandle } = answer.response
    if (!credential || !key) return undefined
    if (userHandle !== undefined && !rules.handles.includes(userHandle.replace(/=+$/, '')))
      return undefined
    const { party, verification } = rules
    const isChallenge = isChallengeOf(flow, signer)
    const use = await checkUse(answer, key, { party, verification, isChallenge })
    if (!use || isOtherAuthenticator(key, use)) return undefined
    if (!looksCopied(key.signCount, use.signCount)) return { keyId: key.id, use }
    await note(account, accounts.withCredential(account, suspected(credential, key)))
    return undefined
  }

  /**
   * Stores the counter and the flags of a use, in the transaction that ends the flow. Of several
   * submits of one flow, and of several uses with one counter, only one succeeds.
   */
  async function consume(
    flow: Flow,
    identityId: string,
    { type }: Pick<KeyRules, 'type'>,
    { keyId, use }: KeyUse,
  ): Promise<Account> {
    const account = await identities.find(identityId)
    const credential = credentialOf(account, type)
    const key = keysOf(credential).find((one) => one.id === keyId)
    if (!account || !credential || !key || looksCopied(key.signCount, use.signCount))
      throw wrongKey()
    const latest = await flows.find('login', flow.id)
    if (latest?.completed !== false)
      throw new InvalidInput([{ message: message('login.completed') }])
    return identities.replace(accounts.withCredential(account, used(credential, key, use)))
  }

  async function note(before: Account, account: Account): Promise<void> {
    try {
      await recorded(
        () => identities.replace(account),
        () => suspectedEntry(before, account),
      )
    } catch (error) {
      // NOTE the account has changed in the meantime; the next such answer is noted
      if (!(error instanceof StaleVersion)) throw error
    }
  }

  return { check, consume }
}

/** Whether a key can be backed up never changes (Web Authentication level 3, 7.2, step 19). */
const isOtherAuthenticator = ({ backupEligible }: Key, use: Use): boolean =>
  backupEligible !== undefined && backupEligible !== use.backupEligible
