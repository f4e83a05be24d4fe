import { record } from '#audit/record.ts'
import type { Cipher } from '#crypto/cipher.ts'
import type { Event, Events } from '#events/events.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { signedInEntry } from '#identity/audit-entries.ts'
import { StaleVersion, type Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { Rules } from '#rules.ts'
import type { AalRule, Assurance } from '#session/assurance.ts'
import { presentedToken } from '#session/presented.ts'
import type { Session } from '#session/session.ts'
import type { Remembered } from '#session/remembered.ts'
import type { Sessions } from '#session/sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { challengeOf, type AuthorizationServer } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import { pendingLink } from '../federation/linking.ts'
import type { Flow } from '../flow.ts'
import { rememberDevice, type KnownDeviceParts } from '../known-device.ts'
import { hooksAfter, type FlowSettings } from '../flow-settings.ts'
import type { FlowStore } from '../flow-store.ts'
import type { FlowHooks } from '../hooks.ts'
import { persistently } from '../mailed-flow.ts'
import type { LoginStep, Proof } from '../method.ts'
import type { FollowUp, ShowForm, SignedIn, VerificationFirst } from '../outcome.ts'
import type { TellSignIn } from '../sign-in-notice.ts'
import type { Deletions } from '../deletions.ts'
import type { FactorResets } from '../factor-resets.ts'
import { disabledAccount } from '../disabled-account.ts'
import { createLoginForm, type LoginFormParts } from './form.ts'
import { keptAddressOf } from './kept-address.ts'
import { askForTerms, type TermsStepParts } from './terms-step.ts'

export type SignInParts = Omit<LoginFormParts, 'settings'> &
  KnownDeviceParts &
  TermsStepParts & {
    readonly hooks: FlowHooks
    readonly authorization: AuthorizationServer
    readonly rules: Pick<Rules, 'secondFactor' | 'confirmedSession' | 'terms'>
    readonly assurance: Assurance
    /** The assurance level that a session needs before it tells who its owner is. */
    readonly sessionAal: () => AalRule
    readonly sessions: Sessions
    readonly remembered: Remembered
    readonly factorResets: Pick<FactorResets, 'cancelBySignIn'>
    readonly deletions: Pick<Deletions, 'cancelBySignIn'>
    readonly tellSignIn: TellSignIn
    readonly flows: FlowStore
    readonly settings: () => FlowSettings & ReturnType<LoginFormParts['settings']>
    readonly transact: <T>(work: () => Promise<T>) => Promise<T>
    readonly clock: () => number
    readonly events: Events
    readonly cipher: Pick<Cipher, 'encrypt'>
  }

/** Ends a login: confirms the session of the person, or begins a new one. */
export function createSignIn(parts: SignInParts) {
  const form = createLoginForm(parts)
  return async (
    flow: Flow,
    step: LoginStep & { readonly kind: 'proved' },
    current: SessionWithIdentity | undefined,
    returnTo: string,
    caller: Caller,
    remembers = false,
  ): Promise<SignedIn | VerificationFirst | ShowForm> => {
    const { account: proved, proof, alsoProved = [], consume } = step
    let account = proved
    if (account.identity.state !== 'active')
      throw disabledAccount(parts.rules, account.identity, { hasForm: true })
    guardSamePerson(flow, account, current)
    const refreshed = current !== undefined && current.identity.id === account.identity.id
    if (
      parts.rules.secondFactor === 'not-known' &&
      parts.assurance.lacks(
        { aal: refreshed ? current.session.aal : proof.aal },
        account.credentials,
        'highest_available',
      )
    )
      throw secondFactorUnavailable()
    const asked = await askForTerms(parts, flow, step, remembers, form.show)
    if (asked) return asked
    const recalled = refreshed ? undefined : await recall(flow, account, proof, caller)
    const token = presentedToken(caller)
    const goesOn = refreshed && parts.rules.confirmedSession === 'goes-on'
    const begun =
      goesOn && token !== undefined
        ? { session: current.session, token }
        : parts.sessions.begin(
            account.identity.id,
            [
              ...(refreshed ? current.session.methods : []),
              proof,
              ...alsoProved,
              ...(recalled ? [recalled] : []),
            ],
            caller.device,
          )
    const wouldBe = goesOn
      ? { ...begun.session, methods: [...begun.session.methods, proof] }
      : begun.session
    const hooks = await parts.hooks.after({
      flow,
      caller,
      configured: hooksAfter(parts.settings().after, proof.method),
      method: proof.method,
      account,
      accountBefore: account,
      session: wouldBe,
      csrfSecret: caller.csrfSecret,
      form: () => form.show(flow),
    })
    if (hooks.followUp) return { kind: 'verification-first', flow, followUp: hooks.followUp }
    let followUps: readonly FollowUp[] = [],
      remembered: SignedIn['remembered'],
      isResetCancelled = false,
      keptAccount: readonly Event[] = []
    // NOTE `consume` works on the account as it is then; when that has changed in the meantime, the
    // transaction is repeated
    const session = await persistently(() =>
      parts.transact(async () => {
        if (consume) account = await consume()
        const stored = goesOn
          ? await parts.sessions.confirm(begun.session, proof, caller.device)
          : begun.session
        if (!goesOn) await parts.sessions.store(stored, begun.token)
        if (remembers) remembered = await parts.remembered.remember(account, proof, caller.device)
        // NOTE a browser has only the new cookie; an app may still use the old token elsewhere
        if (refreshed && !goesOn && flow.type === 'browser')
          await parts.sessions.revoke(current.session.id)
        if (!refreshed)
          await parts.tellSignIn(account, stored, {
            isIncomplete: lacksSecond(stored, account),
            transientPayload: flow.transientPayload,
          })
        // NOTE only by a factor that is given now: others may have been given by who has lost it
        if (stored.aal === 'aal2' && [proof, ...alsoProved].some(({ aal }) => aal === 'aal2'))
          isResetCancelled = await parts.factorResets.cancelBySignIn(account.identity.id)
        if (!refreshed) keptAccount = await parts.deletions.cancelBySignIn(account)
        await complete(flow, proof)
        followUps = await hooks.persist({ account, session: stored })
        await record(signedInEntry(step.before ?? proved, account, proof.method))
        return stored
      }),
    )
    await hooks.notify()
    const identityId = account.identity.id
    if (isResetCancelled) parts.events({ kind: 'factor-reset.cancelled', identityId, by: 'owner' })
    keptAccount.forEach(parts.events)
    parts.events({
      kind: 'login.succeeded',
      identityId,
      sessionId: session.id,
      method: proof.method,
      aal: proof.aal,
      refreshed,
    })
    const secret = await rememberDevice(
      parts,
      {
        identityId,
        type: flow.type,
        sessionToken: begun.token,
        keepsSecret: refreshed,
        complete: !lacksSecond(session, account),
      },
      caller,
    )
    const lacksSecondFactor = parts.assurance.lacks(
      session,
      account.credentials,
      parts.sessionAal(),
    )
    const challenged = lacksSecondFactor ? undefined : challengeOf(flow)
    const redirectTo =
      challenged && (await parts.authorization.accept(challenged.challenge, session))
    return {
      kind: 'signed-in',
      flow,
      identity: account.identity,
      opened: { session, token: begun.token },
      secret,
      refreshed,
      lacksSecondFactor,
      followUps,
      returnTo,
      remembered,
      keptAddress: keptAddressOf(flow, parts.cipher),
      ...(redirectTo === undefined ? {} : { redirectTo }),
    }
  }

  function lacksSecond(session: Session, { credentials }: Account): boolean {
    return parts.assurance.lacks(session, credentials, 'highest_available')
  }

  /**
   * The second factor that was given on this browser before. A provider account is linked only by
   * a second factor that is given now.
   */
  async function recall(
    flow: Flow,
    account: Account,
    proof: Proof,
    { remembered }: Pick<Caller, 'remembered'>,
  ): Promise<Proof | undefined> {
    return flow.type === 'browser' && proof.aal === 'aal1' && !pendingLink(flow)
      ? parts.remembered.recall(account, remembered, proof)
      : undefined
  }

  // NOTE two simultaneous right submits of one flow are two logins, unless they use up the same
  // code
  async function complete(flow: Flow, proof: Proof): Promise<void> {
    try {
      await parts.flows.update({
        ...flow,
        active: proof.method,
        ...(flow.state === 'sent_email' ? { state: 'passed_challenge' } : {}),
        transientPayload: undefined,
        completed: true,
        updatedAt: parts.clock(),
      })
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
    }
  }
}

/**
 * Throws InvalidInput when a flow with which somebody confirms who they are would sign in somebody
 * else.
 */
function guardSamePerson(
  flow: Flow,
  { identity }: Account,
  current: SessionWithIdentity | undefined,
): void {
  // NOTE a client of an OAuth2 server may ask for any account
  const isConfirmation = flow.refresh && challengeOf(flow) === undefined
  const expected = isConfirmation ? (current?.identity.id ?? flow.identityId) : undefined
  if (expected !== undefined && expected !== identity.id)
    throw new InvalidInput([
      {
        message: message('validation.generic', because('another-account')),
      },
    ])
}

/** The refusal for somebody whose second factor cannot be asked for here. */
function secondFactorUnavailable(): Refusal {
  return new Refusal('forbidden', {
    id: 'session_aal2_required',
    reason:
      'This account has a second factor, which cannot be asked for here. Please sign in on the pages of the server.',
    remedy: { start: 'login', aal: 'aal2' },
  })
}
