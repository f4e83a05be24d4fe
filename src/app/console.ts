// Mounts the console on the admin listener, with the core of the newest edition.
import { shownSettings } from '#config/shown.ts'
import type { Config } from '#config/config.ts'
import { isLoopback } from '#config/build/listeners.ts'
import { consoleAccess } from '#console/access.ts'
import { createConsole } from '#console/console.ts'
import { createConsoleLanguages } from '#console/languages/speech.ts'
import type { ProvidersFacts } from '#console/providers/facts.ts'
import type { ConsoleParts } from '#console/parts.ts'
import { newest } from '#editions/all.ts'
import { presentWithCredentials } from '#editions/newest.ts'
import { createLanguages } from '#languages/languages.ts'
import { once } from '#lib/once.ts'
import type { Mount } from '#http/route.ts'
import type { Access } from '#operators/access.ts'
import { consoleSignInUrl } from '#pages/console-sign-in.ts'
import { linksOf, newestUrlOf, type CoreFor } from './editions.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'

export type ConsoleMountParts = Pick<
  ConsoleParts,
  'activity' | 'audit' | 'mailbox' | 'facts' | 'csrf' | 'health' | 'clock' | 'report'
> & {
  readonly operators: Pick<Access, 'hasOperators'>
  readonly runtime: Runtime
  readonly coreFor: CoreFor
}

/** The mount of the console. */
export function consoleMount({ runtime, coreFor, operators, ...parts }: ConsoleMountParts): Mount {
  const config = () => configOf(runtime)
  const core = coreFor(newest)
  const settings = once(
    () => runtime.reading,
    ({ origin }) => shownSettings(origin.settings, origin.sourceOf),
  )
  const languages = ofConfig(runtime, ({ pallas }) =>
    createConsoleLanguages(createLanguages(pallas.languages), pallas.languages),
  )
  return createConsole({
    ...parts,
    core,
    configuration: () => ({
      settings: settings(),
      warnings: runtime.reading.warnings,
      files: runtime.reading.origin.texts.map(({ file }) => file),
      revision: parts.health.revision(),
      since: runtime.since,
      reload: runtime.reload,
    }),
    access: consoleAccess(async () => {
      const { dev, admin } = config()
      return {
        dev,
        isLocal: admin.socket !== undefined || isLoopback(admin.host),
        hasOperators: await operators.hasOperators(),
      }
    }),
    providers: () => providersOf(config()),
    present: (account) =>
      presentWithCredentials(account, config().public.baseUrl, {
        types: [],
        reveal: core.reveal,
      }),
    settings: () => {
      const { admin, mail, pallas, selfservice } = config()
      return {
        productName: pallas.pages.productName,
        adminUrl: admin.baseUrl,
        signInUrl: consoleSignInUrl(config().public.baseUrl),
        reauthenticateAfterMs: pallas.operators.reauthenticateAfterMs,
        publicUrl: newestUrlOf(config()),
        recoveryUrl: selfservice.flows.recovery.uiUrl,
        pagesUrl: `${config().public.baseUrl}/ui`,
        hasImpersonation: pallas.impersonation.isEnabled,
        hasShield: pallas.shield.account !== undefined,
        hasMailbox: mail.transport.kind === 'mailbox',
        editions: pallas.editions.enabled,
        languages: languages(),
        languageFrom: pallas.languages.from,
      }
    },
  })
}

function providersOf(config: Config): ProvidersFacts {
  const { methods, flows } = config.selfservice
  const { providerCallback } = linksOf(newest, () => config)
  return {
    isEnabled: methods.oidc.enabled,
    loginUrl: flows.login.uiUrl,
    all: methods.oidc.providers.map((one) => ({
      id: one.id,
      label: one.label,
      preset: one.preset,
      clientId: one.clientId,
      issuer: one.issuerUrl,
      scope: one.scope,
      linking: one.linking,
      updatesOnLogin: one.updatesOnLogin,
      organizationId: one.organizationId,
      callbackUrl: providerCallback(newestUrlOf(config), one.id),
    })),
  }
}
