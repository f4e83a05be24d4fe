// Builds the cores of the editions. They share one store and differ in their profiles.
import { createImporters } from './importers.ts'
import type { Config } from '#config/config.ts'
import { createCore, type Core, type CoreParts, type CoreProfile } from '#core.ts'
import { sha256 } from '#crypto/tokens.ts'
import { editions } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import { distinct } from '#lib/distinct.ts'
import { traceFlows } from '#telemetry/traced-flows.ts'
import { linksOf, publicPrefixesOf, type CoreFor } from './editions.ts'
import type { Foundation } from './foundation.ts'
import { offeredMethods } from './profile.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'
import type { Services } from './services.ts'

/** Returns the function that gives the core of an edition; a core is built once for each profile. */
export function createCoreFor(base: Foundation, services: Services): CoreFor {
  const { runtime, clock, events, tokens, csrf, cipher, hasher } = base
  const { store, methods, accounts, shield, sessions, tokenizer, addressStatuses } = services
  const shared: Omit<CoreParts, 'caller'> = {
    storage: {
      flows: store.flows,
      identities: store.identities,
      addressChanges: store.addressChanges,
      unproved: store.unproved,
      errors: store.errors,
      transact: store.transact,
    },
    secrets: {
      csrf,
      cipher,
      hasher,
      newSecret: () => tokens.random(24),
      hashSecret: sha256,
      // NOTE flows that are opened together are stored side by side
      newId: () => tokens.orderedUuid(clock()),
    },
    people: {
      schemas: () => runtime.schemas,
      accounts,
      importers: createImporters(cipher, clock),
      addressStatuses,
      tellOwner: services.tellOwner,
      tellSignIn: services.tellSignIn,
      tellReported: services.tellReported,
      takenSignUp: services.takenSignUp,
      shield,
      proofOfWork: services.proofOfWork,
      identitySearch: services.searchApp.identitySearch,
      reading: services.searchApp.reading,
      sessions,
      remembered: services.remembered,
      factorResets: services.factorResets,
      deletions: services.deletions,
      tokenizer,
      apiTokens: services.apiTokens,
      operators: services.operators,
      consoleSessions: services.consoleSessions,
      jobs: services.jobsApp.jobs,
      impersonations: services.impersonations,
      trail: base.auditApp.administration,
      dataExports: services.personalDataApp.exports,
    },
    outgoing: {
      authorization: services.authorization,
      outbox: services.outboxApp.outbox,
      messages: services.courierApp.messages,
    },
    settings: settingsOf(runtime),
    clock,
    events,
  }
  const build = (edition: Edition, profile: CoreProfile): Core => {
    const core = createCore({
      ...shared,
      caller: {
        edition: edition.name,
        rules: profile.rules,
        links: linksOf(edition, () => configOf(runtime)),
        methods: offeredMethods(methods, profile),
        everyMethod: methods,
        returns: ofConfig(runtime, (config) => returnsOf(config, [edition, ...editions])),
        hooksFor: services.hooks,
      },
    })
    return base.tracer ? traceFlows(core, () => methods().map(({ name }) => name)) : core
  }
  const built = new Map<Edition, Map<CoreProfile, Core>>()
  return (edition, profile = edition.profile) => {
    const ofEdition = built.get(edition) ?? new Map<CoreProfile, Core>()
    built.set(edition, ofEdition)
    const core = ofEdition.get(profile) ?? build(edition, profile)
    ofEdition.set(profile, core)
    return core
  }
}

/** The core's settings; each is read from the current configuration when called. */
function settingsOf(runtime: Runtime): CoreParts['settings'] {
  const flows = () => configOf(runtime).selfservice.flows
  return {
    login: () => flows().login,
    registration: () => ({
      ...flows().registration,
      traitsGroup: configOf(runtime).featureFlags.registrationTraitsGroup,
      hidesTaken: configOf(runtime).security.mitigateEnumeration,
    }),
    recovery: () => flows().recovery,
    verification: () => flows().verification,
    recoveryEndsOtherSessions: () => configOf(runtime).pallas.recoveryEndsOtherSessions,
    settings: () => flows().settings,
    deletion: () => configOf(runtime).pallas.deletion,
    logout: () => flows().logout,
    personalData: () => ({
      isEnabled: configOf(runtime).pallas.personalData.isEnabled,
      privilegedSessionMaxAgeMs: flows().settings.privilegedSessionMaxAgeMs,
    }),
    loginUrl: () => flows().login.uiUrl,
    loginHints: () => flows().registration.loginHints,
    consoleSessions: () => configOf(runtime).pallas.operators,
    sessionAal: () => configOf(runtime).session.whoamiRequiredAal,
    sessionCache: () => configOf(runtime).featureFlags.cacheableSessions,
  }
}

/**
 * URLs to which flows may return. Besides the configured ones these are the flows of every edition
 * (so that one flow can lead to another), the built-in pages and the settings page.
 */
function returnsOf(config: Config, among: readonly Edition[]) {
  const {
    defaultReturnUrl,
    allowedReturnUrls,
    flows: { settings },
  } = config.selfservice
  const mounts = distinct(among.flatMap(publicPrefixesOf))
  const flows = mounts.map((mount) => `${config.public.baseUrl}${mount}/self-service`)
  return {
    defaultReturnUrl,
    allowedReturnUrls: [
      ...allowedReturnUrls,
      ...flows,
      `${config.public.baseUrl}/ui`,
      settings.uiUrl,
    ],
  }
}
