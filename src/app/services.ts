// Builds the services that the core's actions use, from configuration and store.
import { sha256 } from '#crypto/tokens.ts'
import { guardEnabled } from '#flow/mailed-flow.ts'
import { createAccounts } from '#identity/accounts.ts'
import { createApiTokens } from '#operators/api-tokens.ts'
import { keepingLastAdmin } from '#operators/keep-last-admin.ts'
import { createOperators } from '#operators/operators.ts'
import { createPasswordPolicy } from '#methods/password/policy.ts'
import { createAuthorizationServer } from '#outgoing/authorization-server.ts'
import { createBreaches } from '#outgoing/breaches.ts'
import { forgettingDevices } from '#session/forget-devices.ts'
import { createConsoleSessions } from '#session/console-sessions.ts'
import { createImpersonations } from '#session/impersonations.ts'
import { createRemembered } from '#session/remembered.ts'
import { createSessions } from '#session/sessions.ts'
import { createTokenizer } from '#session/tokenizer.ts'
import { createProofOfWork } from '#shield/proof-of-work.ts'
import { countedAsSafeguards } from '#shield/safeguards.ts'
import { createShield } from '#shield/shield.ts'
import type { Store } from '#store/store.ts'
import { createBackground } from './background.ts'
import { createCodeAndLink } from './code-and-link.ts'
import { createCourierApp } from './courier.ts'
import { createFactorResetApp } from './factor-resets.ts'
import { createLeavingApp, erasingIdentities } from './leaving.ts'
import type { Foundation } from './foundation.ts'
import type { Queue } from './group.ts'
import { createMigration, hooksFor } from './hooks.ts'
import { createJobsApp } from './jobs.ts'
import { createMethods } from './methods.ts'
import { createNoticesApp } from './notices.ts'
import { createOutboxApp } from './outbox.ts'
import { createPersonalDataApp } from './personal-data.ts'
import { createPresenter } from './presenter.ts'
import { configOf } from './runtime.ts'
import { createSearchApp } from './search.ts'
import { loadHooks } from './typescript-hooks.ts'

export type Services = ReturnType<typeof createServices>

/** Builds the services. */
export function createServices(base: Foundation) {
  const { clock, runtime, tokens, signer, cipher, hasher, timed, events, guardedFetch, log } = base
  const { remoteDocuments, programs, access, group, afterCommit } = base
  const wakes = (queue: Queue) => group && (() => group.wake(queue))
  const courierApp = createCourierApp({
    runtime,
    store: timed,
    cipher,
    events,
    afterCommit,
    clock,
    newId: tokens.uuid,
    fetch: base.fetch,
    runProgram: (source, facts) => programs.run(source, { facts: { ctx: facts } }),
    log: log,
    tracer: base.tracer,
    wakeElsewhere: wakes('messages'),
  })
  const { courier } = courierApp
  const accounts = createAccounts({ clock, newId: () => tokens.orderedUuid(clock()) })
  const searchApp = createSearchApp({ runtime, store: timed, accounts })
  const present = createPresenter(runtime)
  const outboxApp = createOutboxApp({
    runtime,
    store: timed,
    cipher,
    present,
    fetch: guardedFetch,
    clock,
    newId: tokens.uuid,
    events,
    log: log,
    afterCommit,
    limits: base.callLimits,
    tracer: base.tracer,
    wakeElsewhere: wakes('calls'),
  })
  base.auditApp.connect(outboxApp.outbox.put)
  const typescriptFile = loadHooks(runtime, log, base.hooks)
  const leavingParts = {
    runtime,
    transact: timed.transact,
    afterCommit,
    hooks: typescriptFile.hooks,
    events,
    clock,
  }
  const store: Store = {
    ...timed,
    identities: erasingIdentities(
      keepingLastAdmin(outboxApp.watched(searchApp.identities), timed.operators, timed.transact),
      { ...leavingParts, store: timed },
    ),
    sessions: forgettingDevices(timed.sessions, timed.budgets),
  }
  const shield = createShield({
    budgets: countedAsSafeguards(store.budgets),
    settings: () => configOf(runtime).pallas.shield,
    clock,
    events,
  })
  const proofOfWork = createProofOfWork({
    settings: () => configOf(runtime).pallas.shield.proofOfWork,
    secret: () => signer.sign('proof of work'),
    clock,
  })
  const sessions = createSessions({
    store: store.sessions,
    settings: () => configOf(runtime).session,
    clock,
    newId: tokens.uuid,
    newToken: tokens.sessionToken,
    hash: sha256,
    signer,
  })
  const remembered = createRemembered({
    store: store.remembered,
    lifespanMs: () => configOf(runtime).pallas.secondFactor.rememberMs,
    clock,
    newId: tokens.uuid,
    newSecret: () => tokens.random(32),
  })
  const breaches = createBreaches({
    settings: () => configOf(runtime).selfservice.methods.password.breaches,
    fetch: base.fetch,
    clock,
  })
  const policy = createPasswordPolicy({
    settings: () => {
      const { selfservice, pallas } = configOf(runtime)
      return {
        ...selfservice.methods.password,
        blocklist: pallas.passwordBlocklist,
        productName: pallas.pages.productName,
      }
    },
    maxBytes: () => hasher.maxBytes,
    breaches,
  })
  const mailed = createCodeAndLink({
    runtime,
    store,
    courier,
    shield,
    cipher,
    signer,
    tokens,
    events,
    clock,
  })
  const notices = createNoticesApp({ runtime, courier, budgets: store.budgets, sessions, clock })
  const mailing = { ...leavingParts, store, courier, newId: tokens.uuid }
  const factorResets = createFactorResetApp({ ...mailing, accounts, signer })
  const deletions = createLeavingApp({ ...mailing, present, announce: outboxApp.announce })
  const operators = createOperators({
    store: store.operators,
    identities: store.identities,
    access,
    clock,
  })
  const calls = {
    runtime,
    present,
    programs,
    fetch: guardedFetch,
    newId: tokens.uuid,
    events,
    sign: outboxApp.sign,
    ...(base.callLimits ? { limits: base.callLimits } : {}),
  }
  const methods = createMethods({
    runtime,
    store,
    accounts,
    hasher,
    policy,
    shield,
    migration: createMigration(calls),
    remembered,
    signer,
    mailed,
    cipher,
    tokens,
    fetch: guardedFetch,
    programs,
    events,
    clock,
  })
  const tokenizer = createTokenizer({
    templates: () => configOf(runtime).session.tokenizer,
    read: remoteDocuments,
    programs,
    present: ({ session, identity }) => present.session(session, identity),
    issuer: () => `${configOf(runtime).public.baseUrl}/`,
    clock,
    newId: tokens.uuid,
  })
  const authorization = createAuthorizationServer({
    settings: () => configOf(runtime).oauth2Provider,
    fetch: guardedFetch,
    clock,
  })
  const hooks = hooksFor({
    ...calls,
    store,
    courier,
    accounts,
    clock,
    enqueue: outboxApp.outbox.put,
    loaded: typescriptFile.hooks,
  })
  const jobsApp = createJobsApp({
    store,
    accounts,
    sessions,
    tellOwner: notices.tellOwner,
    wakeElsewhere: wakes('jobs'),
    identitySearch: searchApp.identitySearch,
    as: base.auditApp.as,
    clock,
    tokens,
    events,
    resetSecondFactors: factorResets.beginFor,
    guardEnabled: (kind) =>
      kind === 'send-verification' &&
      guardEnabled('verification', configOf(runtime).selfservice.flows.verification),
    onError: (error, identityId) =>
      identityId === undefined
        ? log.warn({ err: error }, 'a batch of a job has failed, retrying')
        : log.warn(
            { err: error, identity_id: identityId },
            'what a job does could not be done to somebody',
          ),
  })
  const dataParts = { store, courier, shield, wakeElsewhere: wakes('jobs') }
  const personalDataApp = createPersonalDataApp({ ...base, ...dataParts })
  const impersonations = createImpersonations({
    store: store.impersonations,
    sessions,
    identities: store.identities,
    operators,
    settings: () => configOf(runtime).pallas.impersonation,
    clock,
    newCode: () => tokens.random(32),
    hash: sha256,
  })
  return {
    store,
    accounts,
    shield,
    proofOfWork,
    sessions,
    remembered,
    factorResets,
    deletions,
    apiTokens: createApiTokens({ store: store.apiTokens, access, clock, tokens }),
    operators,
    consoleSessions: createConsoleSessions({
      store: store.consoleSessions,
      sessions,
      operators,
      settings: () => configOf(runtime).pallas.operators,
      clock,
      newId: tokens.uuid,
      newCode: () => tokens.random(32),
      newToken: tokens.sessionToken,
      onError: (error) => log.warn({ err: error }, 'a request of the console could not be noted'),
    }),
    impersonations,
    ...createBackground({ base, store, timed, factorResets, deletions }),
    methods,
    hooks,
    tokenizer,
    authorization,
    addressStatuses: mailed.addressStatuses,
    takenSignUp: mailed.takenSignUp,
    ...notices,
    courierApp,
    outboxApp,
    searchApp,
    jobsApp,
    personalDataApp,
    typescriptFile,
  }
}
