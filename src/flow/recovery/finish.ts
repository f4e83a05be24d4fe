import { record } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import { recoveredEntry } from '#identity/audit-entries.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Assurance } from '#session/assurance.ts'
import { provedAddress } from '#session/separate-factors.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Caller } from '../caller.ts'
import { disabledAccount } from '../disabled-account.ts'
import type { Flow } from '../flow.ts'
import { proverOf, type KnownDeviceParts } from '../known-device.ts'
import type { FlowSettings } from '../flow-settings.ts'
import type { CollectedResult, FlowHooks } from '../hooks.ts'
import { persistently, type Transact } from '../mailed-flow.ts'
import type { MailedProof } from '../mailed-method.ts'
import type { Recovered } from '../outcome.ts'
import { runProofHooks } from '../proof-hooks.ts'
import { withoutSecrets } from '../replace.ts'
import type { Deletions } from '../deletions.ts'
import type { TellSignIn } from '../sign-in-notice.ts'
import { newFlow } from '../start.ts'
import type { FlowParts } from '../steps.ts'
import type { Form } from '../ui-node.ts'

export type FinishParts = FlowParts &
  KnownDeviceParts & {
    readonly sessions: Sessions
    readonly tellSignIn: TellSignIn
    readonly deletions: Pick<Deletions, 'cancelBySignIn'>
    readonly identities: Pick<IdentityStore, 'find'>
    readonly addressStatuses: AddressStatuses
    readonly assurance: Pick<Assurance, 'lacks'>
    readonly settings: () => FlowSettings
    /** Whether all other sessions of the account end. */
    readonly endsOtherSessions: () => boolean
    /** For the settings flow that follows. */
    readonly settingsAfterwards: () => {
      readonly lifespanMs: number
      readonly privilegedSessionMaxAgeMs: number
    }
    readonly hooks: FlowHooks
    readonly transact: Transact
    readonly events: Events
  }

export type Proved = {
  readonly flow: Flow
  readonly proof: MailedProof
  readonly proves: CredentialType
  readonly method: string
  /** By a mailed link, so that a browser goes on, whoever opened the flow. */
  readonly opened: boolean
  /** Where the browser goes after the settings flow. */
  readonly returnTo: string | undefined
}

/**
 * Ends a recovery: a session of the first level begins (a second factor is still needed), and a
 * settings flow in which to set a new credential. All of it is stored together with the use of the
 * code, or nothing. Undefined when another request has used the code.
 */
export function createFinish(parts: FinishParts, show: (flow: Flow) => Form) {
  return async (proved: Proved, caller: Caller): Promise<Omit<Recovered, 'form'> | undefined> => {
    const secret = parts.csrf.newSecret()
    const hooks = await runProofHooks(
      parts,
      {
        ...proved,
        csrfSecret: secret,
        verifies: parts.rules.recoveryAddress === 'is-verified',
        form: () => show(proved.flow),
      },
      caller,
    )
    const done = await persistently(() =>
      parts.transact(() => attempt(proved, secret, caller, hooks)),
    )
    if (!done) return undefined
    await hooks?.notify()
    if (done.complete)
      await parts.shield.remember(
        done.session.identityId,
        done.flow.type === 'api' && !proved.opened ? done.token : parts.csrf.deviceOf(secret),
        undefined,
      )
    done.keptAccount.forEach(parts.events)
    parts.events({
      kind: 'recovery.succeeded',
      identityId: done.session.identityId,
      sessionId: done.session.id,
      method: proved.method,
    })
    return {
      kind: 'recovered',
      flow: done.flow,
      by: proved.opened ? 'link' : 'form',
      opened: { session: done.session, token: done.token },
      settingsFlowId: done.settingsFlowId,
      secret,
    }
  }

  async function attempt(
    { flow: submitted, proof, proves, opened, returnTo }: Proved,
    secret: string,
    caller: Caller,
    hooks: CollectedResult | undefined,
  ) {
    if (!(await proof.claim())) return undefined
    const flow = await parts.flows.find('recovery', submitted.id)
    const account = await recover(proof, caller, opened)
    if (!flow || !account) return undefined
    const { session, token } = parts.sessions.begin(
      account.identity.id,
      [
        {
          method: proves,
          aal: 'aal1',
          completedAt: parts.clock(),
          address: provedAddress(proof.address),
        },
      ],
      caller.device,
    )
    await parts.sessions.store(session, token)
    const complete = !parts.assurance.lacks(session, account.credentials, 'highest_available')
    await parts.tellSignIn(account, session, {
      isIncomplete: !complete,
      transientPayload: flow.transientPayload,
    })
    // NOTE devices stay known: strangers must not be able to spend the tries of the owner's others
    if (parts.endsOtherSessions())
      await parts.sessions.revokeOthers(account.identity.id, session.id, 'kept')
    const settingsFlow = settingsFlowFor(
      account,
      session.authenticatedAt,
      opened ? 'browser' : flow.type,
      returnTo,
      secret,
      caller,
    )
    await parts.flows.insert(settingsFlow)
    // NOTE the browser may be another one than that which asked, and gets a new anti-forgery secret
    // in any case
    const csrfHash = flow.type === 'browser' ? parts.csrf.hash(secret) : undefined
    const done = await parts.flows.update({
      ...flow,
      csrfHash,
      state: 'passed_challenge',
      form: { ...flow.form, messages: [] },
      completed: true,
      updatedAt: parts.clock(),
    })
    const keptAccount = await parts.deletions.cancelBySignIn(account)
    await hooks?.persist({ account, session })
    await record(recoveredEntry(account, proves))
    return { flow: done, session, token, complete, keptAccount, settingsFlowId: settingsFlow.id }
  }

  async function recover(
    { identityId, address }: MailedProof,
    caller: Caller,
    opened: boolean,
  ): Promise<Account | undefined> {
    // NOTE what was sent to an address proves nothing once the account has it no more
    const account = address
      ? await parts.addressStatuses.proved(identityId, address, {
          by: await proverOf(parts, identityId, caller),
          purpose: 'recovery',
          verifies: parts.rules.recoveryAddress === 'is-verified',
        })
      : await parts.identities.find(identityId)
    if (account && account.identity.state !== 'active')
      throw disabledAccount(parts.rules, account.identity, {
        hasForm: !opened,
        remedy: { secret: parts.csrf.newSecret() },
      })
    return account
  }

  function settingsFlowFor(
    account: Account,
    authenticatedAt: number,
    type: Flow['type'],
    returnTo: string | undefined,
    secret: string,
    caller: Caller,
  ): Flow {
    const { lifespanMs, privilegedSessionMaxAgeMs } = parts.settingsAfterwards()
    const flow = newFlow(
      parts,
      {
        kind: 'settings',
        type,
        state: 'show_form',
        lifespanMs,
        returnTo,
        identityId: account.identity.id,
        messages: [
          message('recovery.done', {
            privilegedUntil: authenticatedAt + privilegedSessionMaxAgeMs,
          }),
        ],
      },
      caller,
    )
    return {
      ...flow,
      memory: { recovery: { privilegedUntil: authenticatedAt + privilegedSessionMaxAgeMs } },
      requestUrl: withoutSecrets(caller.url),
      csrfHash: type === 'browser' ? parts.csrf.hash(secret) : undefined,
    }
  }
}

/** Whether the recovery was begun with `skip_settings`: it leads past the settings. */
export const skipsSettings = ({ type, requestUrl }: Flow): boolean =>
  type === 'browser' &&
  URL.canParse(requestUrl) &&
  new URL(requestUrl).searchParams.get('skip_settings') === 'true'
