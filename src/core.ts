// Builds the actions that an edition may call.
import { createExchange } from '#flow/federation/exchange.ts'
import { createLeaving } from '#flow/leaving.ts'
import { createLinking } from '#flow/federation/linking.ts'
import { createLoginUpdate } from '#flow/federation/login-update.ts'
import { createProviderTests } from '#flow/federation/provider-test.ts'
import { createCallback } from '#flow/federation/provider-callback.ts'
import { createProviderSignIn } from '#flow/federation/provider-sign-in.ts'
import { createLoginForm } from '#flow/login/form.ts'
import { createLogin } from '#flow/login/login.ts'
import { createLogout } from '#flow/logout/logout.ts'
import { createRecoveryAdministration } from '#flow/recovery/administration.ts'
import { createRecovery } from '#flow/recovery/recovery.ts'
import { createSubmitSignedOut } from '#flow/recovery/signed-out.ts'
import { createRegistration } from '#flow/registration/registration.ts'
import { createSettings } from '#flow/settings/settings.ts'
import type { FlowParts } from '#flow/steps.ts'
import { createStoredErrors } from '#flow/stored-errors.ts'
import { createAddressChangeWaiting } from '#flow/verification/address-change.ts'
import { createVerificationAdministration } from '#flow/verification/administration.ts'
import { createVerificationBegin } from '#flow/verification/begin.ts'
import { createVerification } from '#flow/verification/verification.ts'
import { secondFactors } from '#identity/credential-types.ts'
import { once } from '#lib/once.ts'
import { createPersonalData } from '#personal-data/personal-data.ts'
import { createAssurance } from '#session/assurance.ts'
import { createConsoleSignIn } from '#session/console-sign-in.ts'
import { createOwnActivity } from '#session/own-activity.ts'
import { createOwnSessions } from '#session/own-sessions.ts'
import { createForAdministrators } from './core/for-administrators.ts'
import { formsOf, methodOffered } from './core/flow-settings.ts'
import type { CoreParts } from './core/parts.ts'
import { createSamples } from './core/samples.ts'
import type { Core } from './core/core.ts'

export type { Core } from './core/core.ts'
export type { CoreParts, CoreProfile } from './core/parts.ts'

export function createCore(parts: CoreParts): Core {
  const { caller, storage, secrets, people, outgoing, settings, clock, events } = parts
  const { edition, rules, links, methods, everyMethod, returns } = caller
  const { identities, flows, transact } = storage
  const { schemas, accounts, addressStatuses, shield, sessions, remembered, factorResets } = people
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
    factorResets,
    deletions: people.deletions,
    authorization,
    assurance,
    shield,
    returns,
    transact,
    events,
    sessionAal: settings.sessionAal,
    tellSignIn: people.tellSignIn,
    hints: settings.loginHints,
    cipher: secrets.cipher,
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
  const loginForm = createLoginForm(login)
  const providerTests = createProviderTests({
    ...plain,
    ...offer,
    lifespanMs: () => settings.login().lifespanMs,
    show: (flow) => () => loginForm.show(flow),
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
    deletions: people.deletions,
    settings: methodOffered(caller, settings.recovery),
    tellSignIn: people.tellSignIn,
    settingsAfterwards: settings.settings,
    endsOtherSessions: settings.recoveryEndsOtherSessions,
  }
  const recovering = createRecovery(recovery)
  const ownSessions = createOwnSessions({
    ...time,
    sessions,
    assurance,
    tokenizer: people.tokenizer,
    requiredAal: settings.sessionAal,
    cache: settings.sessionCache,
  })
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
      providerTests,
      exchange,
      hashSecret: secrets.hashSecret,
      lifespanMs: (kind) => settings[kind]().lifespanMs,
    }),
    exchange,
    providerTests,
    recovery: recovering,
    submitRecoverySignedOut: createSubmitSignedOut(recovery, recovering.submit),
    recoveryAdministration: createRecoveryAdministration({
      ...recovery,
      guardTakeOver: people.operators.guardTakeOver,
    }),
    verificationAdministration: createVerificationAdministration({
      identities,
      verification,
      settings: verificationSettings,
      transact,
      newSecret: () => csrf.newSecret(),
    }),
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
    factorResets,
    deletions: people.deletions,
    leaving: createLeaving({
      ...recovery,
      settings: () => ({ ...settings.deletion(), ...settings.settings() }),
    }),
    consoleSessions: people.consoleSessions,
    consoleSignIn: createConsoleSignIn({
      ...people,
      assurance,
      settings: settings.consoleSessions,
      clock,
    }),
    logout: createLogout({ authorization, sessions, settings: settings.logout, returns, events }),
    ownSessions,
    ownActivity: createOwnActivity({ ...people, ownSessions, identities, events }),
    personalData: createPersonalData({
      exports: people.dataExports,
      sessions,
      identities,
      assurance,
      sessionAal: settings.sessionAal,
      settings: settings.personalData,
      clock,
    }),
    errors: createStoredErrors({
      store: storage.errors,
      csrf: secrets.csrf,
      clock,
      newId: secrets.newId,
    }),
    ...createForAdministrators(parts),
    schemas,
    sessions,
    samples: createSamples({
      ...flow,
      ...offer,
      identities,
      remembered,
      hints: settings.loginHints,
      login: login.settings,
      registration: registration.settings,
      recovery: recovery.settings,
      verification: verificationSettings,
    }),
  }
}
