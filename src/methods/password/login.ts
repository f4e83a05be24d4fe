import { maxPasswordBytes } from '#crypto/hasher.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { LoginMethod } from '#flow/method.ts'
import { throttled } from '#flow/throttled.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { fixedInput } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import { Conflict, StaleVersion, type Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import { passwordConfig, readPasswordCredential, type PasswordCredential } from './credential.ts'
import { timedMigration } from './migration.ts'
import type { PasswordParts } from './parts.ts'
import { createStandIns } from './stand-ins.ts'

const field = fixedInput('password', 'password', 'password', {
  required: true,
  autocomplete: 'current-password',
  label: message('node.password'),
})
const button = (label: 'login.sign-in' | 'login.sign-in-with-password') =>
  fixedInput('password', 'method', 'submit', { value: 'password', label: message(label) })
const nodes = [field, button('login.sign-in-with-password')]
const refreshNodes = [field, button('login.sign-in')]

export function passwordLogin({
  identities,
  accounts,
  hasher,
  shield,
  events,
  clock,
  ...parts
}: PasswordParts): LoginMethod {
  const migration = timedMigration(parts.migration)
  const standIns = createStandIns({
    sample: (pick) => identities.sampleConfigs('password', pick),
    sign: parts.sign,
    asksOtherSystem: () => migration.isOn(),
    clock,
  })
  return {
    takesIdentifier: true,

    offer(flow, stage) {
      if (flow.requestedAal === 'aal2' || stage.kind === 'identifier') return []
      if (
        stage.account &&
        !canBeUsed(readPasswordCredential(credentialOf(stage.account, 'password')?.config))
      )
        return []
      return flow.refresh ? refreshNodes : nodes
    },

    async submit(submission, flow, caller) {
      const { identifier, password } = readLogin(submission),
        { network } = caller.client
      const known =
        identifier.length <= maxIdentifierLength
          ? await identities.findByIdentifier('password', canonical(identifier))
          : undefined
      const tooLong = Buffer.byteLength(password) > maxPasswordBytes
      const credential = readPasswordCredential(credentialOf(known, 'password')?.config),
        stored = credential?.hashedPassword
      const needsMigration =
        known !== undefined && credential !== undefined && isInOtherSystem(credential)
      // NOTE for an unknown identifier hashes are computed and the guess is counted, too: neither
      // time nor limit tells whether the account exists
      const name = canonical(identifier.slice(0, maxIdentifierLength)),
        subject = known?.identity.id ?? `unknown:${name}`
      const standIn = await standIns.of(name)
      const check = async (): Promise<boolean> => {
        if (tooLong) return false
        if (needsMigration) {
          await hasher.matches(password, undefined, { network })
          return migration.knows({ identifier, password, account: known }, flow, caller)
        }
        const same = await hasher.matches(password, stored, { network, like: standIn.like })
        if (stored === undefined && standIn.isInOtherSystem) await migration.pretend()
        return same
      }
      const verdict = await shield.guess(
        { kind: 'account', of: subject },
        known?.identity.id,
        caller.client,
        check,
      )
      if (!verdict.right || !known) {
        events({
          kind: 'login.failed',
          method: 'password',
          identityId: known?.identity.id,
          throttled: verdict.kind !== 'open',
        })
        throw verdict.kind === 'open'
          ? new InvalidInput([{ message: message('validation.invalid-credentials') }])
          : throttled(verdict)
      }
      const isOutdated = needsMigration || (stored !== undefined && hasher.needsRehash(stored))
      return {
        kind: 'proved',
        account: known,
        proof: { method: 'password', aal: 'aal1', completedAt: clock() },
        ...(isOutdated ? { consume: await rehash(known, password, network) } : {}),
      }
    },
  }

  function isInOtherSystem({ hashedPassword, usesMigrationHook }: PasswordCredential): boolean {
    return hashedPassword === undefined && usesMigrationHook && migration.isOn()
  }

  function canBeUsed(credential: PasswordCredential | undefined): boolean {
    return (
      credential !== undefined &&
      (credential.hashedPassword !== undefined || isInOtherSystem(credential))
    )
  }

  /**
   * Hashes the password by the configured algorithm. The result stores it, in the transaction that
   * ends the login.
   */
  async function rehash(
    account: Account,
    password: string,
    network: string | undefined,
  ): Promise<() => Promise<Account>> {
    const config = passwordConfig(await hasher.hash(password, network))
    return async () => {
      const old = credentialOf(account, 'password')
      if (!old) return account
      try {
        const stored = await identities.replace(
          accounts.withCredential(account, { ...old, config }),
        )
        events({
          kind: 'credential.changed',
          identityId: account.identity.id,
          credential: 'password',
          by: 'rehash',
        })
        return stored
      } catch (error) {
        // the account was changed meanwhile: the next login will store it
        if (!(error instanceof StaleVersion || error instanceof Conflict)) throw error
        return account
      }
    }
  }
}

function readLogin(submission: Submission): {
  readonly identifier: string
  readonly password: string
} {
  const sent = {
    identifier:
      stringField(submission, 'identifier') || stringField(submission, 'password_identifier'),
    password: stringField(submission, 'password'),
  }
  const problems = (['identifier', 'password'] as const).flatMap((field) =>
    sent[field] ? [] : [requiredField(field, sent[field])],
  )
  if (problems.length > 0) throw new InvalidInput(problems)
  const { identifier = '', password = '' } = sent
  return { identifier, password }
}
