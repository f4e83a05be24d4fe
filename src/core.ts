// The actions that an edition may call. They know no HTTP, and of their caller its rules only.
import type { MessageAdministration } from '#courier/administration.ts'
import { createExchange, type Exchange } from '#flow/federation/exchange.ts'
import { createLinking } from '#flow/federation/linking.ts'
import { createLoginUpdate } from '#flow/federation/login-update.ts'
import { createCallback, type Callback } from '#flow/federation/provider-callback.ts'
import { createProviderSignIn } from '#flow/federation/provider-sign-in.ts'
import { createLogin, type Login } from '#flow/login/login.ts'
import { createLogout, type Logout } from '#flow/logout/logout.ts'
import {
  createRecoveryAdministration,
  type RecoveryAdministration,
} from '#flow/recovery/administration.ts'
import { createRecovery, type Recovery } from '#flow/recovery/recovery.ts'
import { createSubmitSignedOut, type SubmitSignedOut } from '#flow/recovery/signed-out.ts'
import { createRegistration, type Registration } from '#flow/registration/registration.ts'
import { createSettings, type Settings } from '#flow/settings/settings.ts'
import type { FlowParts } from '#flow/steps.ts'
import { createStoredErrors, type StoredErrors } from '#flow/stored-errors.ts'
import { createAddressChangeWaiting } from '#flow/verification/address-change.ts'
import { createVerificationBegin } from '#flow/verification/begin.ts'
import { createVerification, type Verification } from '#flow/verification/verification.ts'
import type { Outbox } from '#hooks/outbox/outbox.ts'
import { createAdministration, type Administration } from '#identity/administration.ts'
import type { Credential } from '#identity/credential.ts'
import { secondFactors } from '#identity/credential-types.ts'
import {
  createShieldAdministration,
  type ShieldAdministration,
} from '#identity/shield-administration.ts'
import type { IdentitySearching } from '#identity/search.ts'
import type { JsonObject } from '#lib/json.ts'
import { once } from '#lib/once.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createSessionAdministration, type SessionAdministration } from '#session/administration.ts'
import { createAssurance } from '#session/assurance.ts'
import { createOwnSessions, type OwnSessions } from '#session/own-sessions.ts'
import {
  createRememberedAdministration,
  type RememberedAdministration,
} from '#session/remembered-administration.ts'
import type { Sessions } from '#session/sessions.ts'
import { formsOf, methodOffered } from './core/flow-settings.ts'
import type { CoreParts } from './core/parts.ts'

export type { CoreParts, CoreProfile } from './core/parts.ts'

export type Core = {
  readonly login: Login
  readonly registration: Registration
  readonly settings: Settings
  readonly recovery: Recovery
  readonly submitRecoverySignedOut: SubmitSignedOut
  readonly verification: Verification
  readonly logout: Logout
  /** What follows when a provider sends a browser back. */
  readonly callback: Callback
  /** Gives an app the session that a browser began for it. */
  readonly exchange: Exchange
  /** The errors that error pages show. */
  readonly errors: StoredErrors
  readonly ownSessions: OwnSessions
  readonly sessions: Sessions
  readonly schemas: () => IdentitySchemas

  readonly administration: Administration
  readonly rememberedAdministration: RememberedAdministration
  readonly shieldAdministration: ShieldAdministration
  readonly recoveryAdministration: RecoveryAdministration
  readonly sessionAdministration: SessionAdministration
  readonly identitySearch: IdentitySearching
  readonly messages: MessageAdministration
  readonly outbox: Pick<Outbox, 'list' | 'replay'>
  /** The configuration of a credential as administrators see it: without secrets, decrypted. */
  readonly reveal: (credential: Credential, identityId: string) => JsonObject
}

export function createCore(parts: CoreParts): Core {
  const { caller, storage, secrets, people, outgoing, settings, clock, events } = parts
  const { edition, rules, links, methods, everyMethod, returns } = caller
  const { identities, flows, transact } = storage
  const { schemas, accounts, addressStatuses, shield, sessions, remembered } = people
  const { authorization } = outgoing
  const time = { clock, events }
  const offer = { methods, everyMethod, schemas }

  const { csrf, newId } = secrets
  const { proofOfWork } = people
  const plain = { edition, rules, links, flows, clock, csrf, newId, proofOfWork }
  const assurance = createAssurance({
    identities,
    factors: once(everyMethod, (all) =>
      secondFactors.filter((type) =>
        all.some((method) => method.name === type && method.isSecondFactor?.() !== false),
      ),
    ),
  })
  const verificationSettings = methodOffered(caller, settings.verification)
  const verification = createVerificationBegin({
    ...plain,
    methods,
    settings: verificationSettings,
  })
  const { addressChanges } = storage
  const waiting = { cipher: secrets.cipher, addressChanges, open: verification.open }
  const hooks = caller.hooksFor({
    verification,
    addressChange: createAddressChangeWaiting(waiting),
  })
  const flow: FlowParts & { readonly hooks: typeof hooks } = { ...plain, hooks }

  const linking = createLinking({
    ...plain,
    ...offer,
    identities,
    addressStatuses,
    assurance,
    loginLifespanMs: () => settings.login().lifespanMs,
    loginUrl: settings.loginUrl,
    hints: settings.loginHints,
  })
  const login = {
    ...flow,
    ...offer,
    identities,
    sessions,
    remembered,
    authorization,
    assurance,
    shield,
    returns,
    transact,
    events,
    sessionAal: settings.sessionAal,
    tellSignIn: people.tellSignIn,
    hints: settings.loginHints,
    settings: formsOf(caller, settings.login),
  }
  const registration = {
    ...flow,
    ...offer,
    identities,
    accounts,
    unproved: storage.unproved,
    sessions,
    authorization,
    shield,
    returns,
    transact,
    events,
    taken: linking.taken,
    takenSignUp: people.takenSignUp,
    settings: formsOf(caller, settings.registration),
  }
  const exchange = createExchange({ ...secrets, rules, flows, sessions, clock })
  const providerSignIn = createProviderSignIn({
    ...plain,
    ...offer,
    identities,
    returns,
    login,
    registration,
    linking,
    updateOnLogin: createLoginUpdate({
      ...time,
      identities,
      accounts,
      schemas,
      transact,
      tellOwner: people.tellOwner,
    }),
  })
  const changing = createSettings({
    ...flow,
    ...offer,
    ...secrets,
    ...time,
    identities,
    sessions,
    assurance,
    returns,
    transact,
    tellOwner: people.tellOwner,
    settings: settings.settings,
  })
  const recovery = {
    ...flow,
    ...offer,
    ...time,
    identities,
    accounts,
    addressStatuses,
    shield,
    sessions,
    assurance,
    returns,
    transact,
    settings: methodOffered(caller, settings.recovery),
    tellSignIn: people.tellSignIn,
    settingsAfterwards: settings.settings,
    endsOtherSessions: settings.recoveryEndsOtherSessions,
  }
  const recovering = createRecovery(recovery)
  return {
    login: createLogin({ ...login, providerSignIn, linking, exchange }),
    registration: createRegistration({
      ...registration,
      assurance,
      sessionAal: settings.sessionAal,
      providerSignIn,
      exchange,
    }),
    settings: changing,
    callback: createCallback({
      ...plain,
      ...offer,
      sessions,
      returns,
      login,
      registration,
      settings: changing,
      providerSignIn,
      exchange,
      hashSecret: secrets.hashSecret,
      lifespanMs: (kind) => settings[kind]().lifespanMs,
    }),
    exchange,
    recovery: recovering,
    submitRecoverySignedOut: createSubmitSignedOut(recovery, recovering.submit),
    recoveryAdministration: createRecoveryAdministration(recovery),
    verification: createVerification({
      ...flow,
      ...offer,
      ...time,
      identities,
      addressStatuses,
      sessions,
      shield,
      returns,
      transact,
      settings: verificationSettings,
      schemas,
      everyMethod,
      accounts,
      addressChanges,
      cipher: secrets.cipher,
      tellOwner: people.tellOwner,
      changedIn: settings.settings,
    }),
    rememberedAdministration: createRememberedAdministration({ remembered, identities }),
    shieldAdministration: createShieldAdministration({ shield, identities }),
    logout: createLogout({ authorization, sessions, settings: settings.logout, returns, events }),
    ownSessions: createOwnSessions({
      ...time,
      sessions,
      assurance,
      tokenizer: people.tokenizer,
      requiredAal: settings.sessionAal,
      cache: settings.sessionCache,
    }),
    errors: createStoredErrors({
      store: storage.errors,
      csrf: secrets.csrf,
      clock,
      newId: secrets.newId,
    }),
    administration: createAdministration({
      ...time,
      schemas,
      accounts,
      identities,
      transact,
      tellOwner: people.tellOwner,
      hasher: secrets.hasher,
      isFirstFactor: (credential) =>
        everyMethod().some(
          (method) =>
            method.name === credential.type && method.isFirstFactor?.(credential) === true,
        ),
    }),
    sessionAdministration: createSessionAdministration({ sessions, events }),
    reveal: (credential, identityId) =>
      everyMethod()
        .find((method) => method.name === credential.type)
        ?.reveal?.(credential, identityId) ?? credential.config,
    messages: outgoing.messages,
    outbox: outgoing.outbox,
    identitySearch: people.identitySearch,
    schemas,
    sessions,
  }
}
