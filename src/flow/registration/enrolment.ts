import type { Events } from '#events/events.ts'
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { withVerified } from '#identity/address-status.ts'
import type { Accounts } from '#identity/accounts.ts'
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

export type EnrolmentParts = KnownDeviceParts & {
  readonly hooks: FlowHooks
  readonly authorization: AuthorizationServer
  readonly accounts: Accounts
  readonly identities: IdentityStore
  readonly unproved: Pick<UnprovedStore, 'mark'>
  readonly sessions: Sessions
  readonly flows: FlowStore
  readonly settings: () => FlowSettings
  /** The problem of an identifier or address that belongs to another account. */
  readonly taken: (account: Account) => Promise<Problem>
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: () => number
  readonly events: Events
}

/** How often it is repeated because another request has changed the flow. */
const mostTries = 20

/**
 * Ends a registration: account, session and the end of the flow are stored together or not at all.
 */
export function createEnrolment(parts: EnrolmentParts) {
  return async (
    flow: Flow,
    schema: IdentitySchema,
    ready: RegistrationStep & { kind: 'ready' },
    returnTo: string,
    caller: Caller,
  ): Promise<Registered> => {
    const configured = hooksAfter(parts.settings().after, ready.proof.method)
    const created = parts.accounts.create(schema, ready)
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
    })
    const { account } = hooks
    const opened = configured.some(({ hook }) => hook === 'session')
      ? parts.sessions.begin(account.identity.id, [ready.proof], caller.device)
      : undefined
    const followUps = await store({ flow, account, opened, hooks, consume: ready.consume })
    await hooks.notify()
    for (const deviceToken of devicesOf(flow, opened, secret, caller))
      await parts.shield.remember(account.identity.id, deviceToken, undefined)
    parts.events({
      kind: 'registration.succeeded',
      identityId: account.identity.id,
      method: ready.proof.method,
      schemaId: schema.id,
    })
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

  type Enrolment = {
    readonly flow: Flow
    readonly account: Account
    readonly opened: ReturnType<Sessions['begin']> | undefined
    readonly hooks: CollectedResult
    readonly consume: (() => Promise<void>) | undefined
  }

  async function store(enrolment: Enrolment): Promise<readonly FollowUp[]> {
    let { version } = enrolment.flow
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(enrolment, version)
      } catch (error) {
        if (error instanceof Conflict)
          throw new InvalidInput([await parts.taken(enrolment.account)], { cause: error })
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
    { flow, account, opened, hooks, consume }: Enrolment,
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
      await parts.identities.insert(account)
      if (!isProved(account)) await parts.unproved.mark(account.identity.id, parts.clock())
      if (opened) await parts.sessions.store(opened.session, opened.token)
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
