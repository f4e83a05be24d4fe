import type { Events } from '#events/events.ts'
import { record } from '#audit/record.ts'
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { withVerified } from '#identity/address-status.ts'
import { takenProblem, type Accounts } from '#identity/accounts.ts'
import { createdEntry, takenEntry } from '#identity/audit-entries.ts'
import { findTaken, type TakenAddress } from '#identity/conflicting.ts'
import {
  Conflict,
  StaleVersion,
  type Account,
  type IdentityStore,
} from '#identity/identity-store.ts'
import type { UnprovedStore } from '#identity/unproved-store.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Sessions } from '#session/sessions.ts'
import { challengeOf, type AuthorizationServer } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { KnownDeviceParts } from '../known-device.ts'
import type { Flow } from '../flow.ts'
import { hooksAfter, type FlowSettings } from '../flow-settings.ts'
import type { FlowStore } from '../flow-store.ts'
import type { CollectedResult, FlowHooks } from '../hooks.ts'
import type { RegistrationStep } from '../method.ts'
import type { FollowUp, Registered } from '../outcome.ts'
import { showRegistration, type RegistrationFormParts } from './form.ts'
import type { TakenSignUp } from './taken.ts'

export type EnrolmentParts = Omit<RegistrationFormParts, 'settings'> &
  KnownDeviceParts & {
    readonly hooks: FlowHooks
    readonly authorization: AuthorizationServer
    readonly accounts: Accounts
    readonly identities: IdentityStore
    readonly unproved: Pick<UnprovedStore, 'mark'>
    readonly sessions: Sessions
    readonly flows: FlowStore
    readonly settings: () => FlowSettings & ReturnType<RegistrationFormParts['settings']>
    /** The problem of an identifier or address that belongs to another account. */
    readonly taken: (account: Account) => Promise<Problem>
    readonly takenSignUp: TakenSignUp
    readonly transact: <T>(work: () => Promise<T>) => Promise<T>
    readonly clock: () => number
    readonly events: Events
  }

/** How often it is repeated because another request has changed the flow. */
const mostTries = 20

/** Whether a registration that ends with this method begins a session. */
export const beginsSession = ({ after }: Pick<FlowSettings, 'after'>, method: string): boolean =>
  hooksAfter(after, method).some(({ hook }) => hook === 'session')

/**
 * Ends a registration: account, session and the end of the flow are stored together or not at all.
 * `hidesTaken`: with an address that belongs to another account it seems to succeed.
 */
export function createEnrolment(parts: EnrolmentParts) {
  return async (
    flow: Flow,
    schema: IdentitySchema,
    ready: RegistrationStep & { kind: 'ready' },
    returnTo: string,
    caller: Caller,
    hidesTaken = false,
  ): Promise<Registered> => {
    const configured = hooksAfter(parts.settings().after, ready.proof.method)
    const created = parts.accounts.create(schema, { typed: ready.traits, ...ready })
    const proved = [ready.verified ?? []]
      .flat()
      .reduce((proved, address) => withVerified(proved, address, parts.clock()), created)
    const secret = parts.csrf.newSecret()
    const hooks = await parts.hooks.after({
      flow,
      caller,
      configured,
      method: ready.proof.method,
      account: proved,
      accountBefore: undefined,
      session: undefined,
      csrfSecret: secret,
      form: () => showRegistration(parts, flow, schema),
    })
    const { account } = hooks
    const opened = beginsSession(parts.settings(), ready.proof.method)
      ? parts.sessions.begin(account.identity.id, [ready.proof], caller.device)
      : undefined
    const hidden = () => (hidesTaken ? hiddenOf(account, schema) : Promise.resolve([]))
    const enrolment = { flow, caller, account, opened, hooks, consume: ready.consume }
    const { followUps, taken } = await store({ ...enrolment, taken: await hidden() }, hidden)
    if (taken.length === 0) await hooks.notify()
    for (const deviceToken of devicesOf(flow, opened, secret, caller))
      await parts.shield.remember(account.identity.id, deviceToken, undefined)
    parts.events(
      taken.length > 0
        ? { kind: 'registration.failed', reason: 'taken' }
        : {
            kind: 'registration.succeeded',
            identityId: account.identity.id,
            method: ready.proof.method,
            schemaId: schema.id,
          },
    )
    const challenged = opened && challengeOf(flow)
    const redirectTo =
      challenged && (await parts.authorization.accept(challenged.challenge, opened.session))
    return {
      kind: 'registered',
      flow,
      identity: account.identity,
      opened,
      followUps,
      returnTo,
      secret,
      ...(redirectTo === undefined ? {} : { redirectTo }),
    }
  }

  /** Where no session begins, a browser may keep the anti-forgery secret that it has. */
  function devicesOf(
    { type }: Flow,
    opened: { readonly token: string } | undefined,
    secret: string,
    { csrfKnown, csrfSecret }: Caller,
  ): readonly string[] {
    if (type === 'api') return opened ? [opened.token] : []
    const secrets = opened || !csrfKnown ? [secret] : [secret, csrfSecret]
    return secrets.map(parts.csrf.deviceOf)
  }

  /**
   * The addresses of others, unless the caller has proved that they are theirs. Throws InvalidInput
   * for a name of somebody else: nobody could be told of that.
   */
  async function hiddenOf(
    { identity }: Account,
    schema: IdentitySchema,
  ): Promise<readonly TakenAddress[]> {
    const { addresses, names } = await findTaken(parts.identities, schema.read(identity.traits))
    if (names) throw new InvalidInput([takenProblem])
    return addresses.filter(
      ({ via, value }) =>
        !identity.verifiableAddresses.some(
          (one) => one.verified && one.via === via && one.value === value,
        ),
    )
  }

  type Enrolment = {
    readonly flow: Flow
    readonly caller: Caller
    readonly account: Account
    readonly opened: ReturnType<Sessions['begin']> | undefined
    readonly hooks: CollectedResult
    readonly consume: (() => Promise<void>) | undefined
    /** Addresses of others; then the account is not stored, and it only seems so. */
    readonly taken: readonly TakenAddress[]
  }
  type Ended = Pick<Enrolment, 'taken'> & { readonly followUps: readonly FollowUp[] }

  async function store(
    enrolment: Enrolment,
    hidden: () => Promise<readonly TakenAddress[]>,
  ): Promise<Ended> {
    let { version } = enrolment.flow
    let { taken } = enrolment
    for (let tries = 1; ; tries++) {
      try {
        return { taken, followUps: await attempt({ ...enrolment, taken }, version) }
      } catch (error) {
        if (error instanceof Conflict) {
          // NOTE somebody else has signed up with it at the same moment
          taken = await hidden()
          if (taken.length > 0 && tries < mostTries) continue
          throw new InvalidInput([await parts.taken(enrolment.account)], { cause: error })
        }
        if (!(error instanceof StaleVersion) || tries === mostTries) throw error
        // NOTE messages that another request has stored do not matter, an account that it has made
        // does
        const latest = await parts.flows.find('registration', enrolment.flow.id)
        if (!latest || latest.completed)
          throw new InvalidInput([{ message: message('registration.completed') }], { cause: error })
        version = latest.version
      }
    }
  }

  function attempt(
    { flow, caller, account, opened, hooks, consume, taken }: Enrolment,
    version: number,
  ): Promise<readonly FollowUp[]> {
    return parts.transact(async () => {
      await consume?.()
      // NOTE by its version the flow is good for one account only, however often it is submitted at
      // once
      await parts.flows.update({
        ...flow,
        version,
        transientPayload: undefined,
        completed: true,
        updatedAt: parts.clock(),
      })
      if (taken.length > 0) {
        await parts.takenSignUp.pretendToStore(account)
        await parts.takenSignUp.tell(taken, flow, caller)
        await record(takenEntry)
        return hooks.pretend(account)
      }
      await parts.identities.insert(account)
      if (!isProved(account)) await parts.unproved.mark(account.identity.id, parts.clock())
      if (opened) await parts.sessions.store(opened.session, opened.token)
      await record(createdEntry(account))
      return hooks.persist({ account, session: opened?.session })
    })
  }
}

/** Whether no address of the account could belong to somebody else. */
function isProved({ identity: { verifiableAddresses, recoveryAddresses } }: Account): boolean {
  return (
    verifiableAddresses.some(({ verified }) => verified) ||
    verifiableAddresses.length + recoveryAddresses.length === 0
  )
}
