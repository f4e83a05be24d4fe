// The configuration as the server uses it: one deeply read-only value, made by read.ts from
// kratos.yml, environment and defaults. Durations end in Ms, sizes in Bytes.

import type { DeletionConfig } from './deletion.ts'
import type { Consistency } from '#lib/consistency.ts'
import type { LanguageConfig } from './languages.ts'
import type { MethodSettings } from './method-settings.ts'
import type { TemplateSettings, WorkerSettings } from '#courier/settings.ts'
import type { HasherSettings } from '#crypto/hasher.ts'
import type { HttpCall, SmtpSettings } from '#delivery/settings.ts'
import type { FlowSettings as CoreFlowSettings } from '#flow/flow-settings.ts'
import type { CorsSettings } from '#http/cors.ts'
import type { AuthorizationServerSettings } from '#outgoing/authorization-server.ts'
import type { Theme } from '#pages/theme/theme.ts'
import type { SchemaSource } from '#schema/load.ts'
import type { AalRule } from '#session/assurance.ts'
import type { ConsoleSessionSettings } from '#session/console-sessions.ts'
import type { TokenTemplate } from '#session/tokenizer.ts'
import type { ShieldSettings } from '#shield/shield.ts'
import type { TracingSettings } from '#telemetry/tracing-settings.ts'

export type SameSite = 'Strict' | 'Lax' | 'None'

export type Listener = {
  readonly host: string
  readonly port: number
  /** Replaces host and port. */
  readonly socket: string | undefined
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly cors: CorsSettings | undefined
  /** Requests for the health of the server are not logged. */
  readonly hidesHealthRequests: boolean
  /** In PEM. */
  readonly tls: { readonly key: string; readonly cert: string } | undefined
}

export type CookieSettings = {
  readonly domain: string | undefined
  readonly path: string
  readonly sameSite: SameSite
  readonly secure: boolean
}

export type FlowSettings = CoreFlowSettings & { readonly uiUrl: string }

/** Behaviours that the published API makes configurable. */
export type FeatureFlags = {
  readonly useContinueWithTransitions: boolean
  readonly chooseRecoveryAddress: boolean
  readonly choosesAddressOnRefresh: boolean
  readonly fasterSessionExtend: boolean
  /** Whether a `*` in origins and return addresses may cover hosts of strangers. */
  readonly allowsInsecureOrigins: boolean
  /**
   * How long others may cache an answer about a session; `undefined`: not at all. Without a
   * configured age: until the session expires.
   */
  readonly cacheableSessions: { readonly maxAgeMs: number | undefined } | undefined
  readonly legacyOidcRegistrationNodeGroup: boolean
  /** The group of the traits in a registration of one step. */
  readonly registrationTraitsGroup: 'default' | 'password'
  readonly legacyContinueWithVerificationUi: boolean
  readonly legacyRequireVerifiedLoginError: boolean
}

export type Config = {
  readonly version: string | undefined
  /** The operator's name for this configuration. */
  readonly revision: string | undefined
  /**
   * Allows what is not safe in production (insecure cookies), and shows what only developers may
   * see.
   */
  readonly dev: boolean
  /** Whether flows of apps may be sent by a browser, where an app is developed in one. */
  readonly appsMaySendOrigin: boolean
  readonly dsn: string
  /** How current lists and searches are where nothing else is asked for. */
  readonly usualConsistency: Consistency
  readonly public: Listener
  readonly admin: Listener & {
    readonly tokens: readonly string[]
    /** Whether requests without a token are let in also when tokens or operators exist. */
    readonly staysOpen: boolean
    /** Further host names by which it is called. */
    readonly hosts: readonly string[]
  }
  readonly selfservice: {
    readonly defaultReturnUrl: string
    readonly allowedReturnUrls: readonly string[]
    readonly flows: {
      readonly login: FlowSettings & { readonly style: 'unified' | 'identifier_first' }
      readonly registration: FlowSettings & {
        readonly style: 'unified' | 'profile_first'
        readonly loginHints: boolean
      }
      readonly settings: FlowSettings & {
        readonly privilegedSessionMaxAgeMs: number
        readonly requiredAal: AalRule
      }
      readonly recovery: FlowSettings & {
        readonly use: 'link' | 'code'
        readonly notifyUnknownRecipients: boolean | undefined
      }
      readonly verification: FlowSettings & {
        readonly use: 'link' | 'code'
        readonly notifyUnknownRecipients: boolean | undefined
      }
      readonly logout: { readonly defaultReturnUrl: string; readonly clearsBrowser: boolean }
      readonly error: { readonly uiUrl: string }
    }
    readonly methods: MethodSettings
  }
  readonly session: {
    readonly lifespanMs: number
    readonly earliestPossibleExtendMs: number | undefined
    readonly whoamiRequiredAal: AalRule
    readonly cookie: CookieSettings & { readonly name: string; readonly persistent: boolean }
    /** Sessions as signed tokens, by name of the template. */
    readonly tokenizer: Readonly<Record<string, TokenTemplate>>
  }
  /** The anti-forgery and continuity cookies. */
  readonly cookies: CookieSettings
  readonly identity: {
    readonly defaultSchemaId: string
    /** Whether identity schemas must not refer to other documents. */
    readonly disallowReferences: boolean
    readonly schemas: readonly SchemaSource[]
  }
  readonly hashers: HasherSettings
  readonly security: { readonly mitigateEnumeration: boolean }
  /** Undefined: no traces are sent. */
  readonly tracing: TracingSettings | undefined
  readonly log: {
    readonly level: 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'panic'
    readonly format: 'json' | 'text' | 'gelf'
    /** Whether lines of requests have paths and queries as they were sent. */
    readonly leaksValues: boolean
    /** What stands in the place of what is not to be told. */
    readonly redaction: string
  }
  readonly mail: {
    /** Without any configuration, the built-in mailbox. */
    readonly transport:
      | { readonly kind: 'smtp'; readonly smtp: SmtpSettings }
      | { readonly kind: 'http'; readonly call: HttpCall }
      | { readonly kind: 'mailbox' }
    /** The service for text messages. */
    readonly sms: HttpCall | undefined
    /** For Message-IDs. */
    readonly senderDomain: string
    readonly worker: WorkerSettings
    readonly templates: TemplateSettings
    /** How long messages are kept after they were sent or abandoned. */
    readonly retentionMs: number
  }
  readonly cleanup: {
    /** The interval while serving; 0 for never. */
    readonly intervalMs: number
    /** How many rows are deleted at once. */
    readonly batchSize: number
    /** Between two tables, when started on the command line. */
    readonly pauseMs: number
    /** What expired less than this time ago is kept. */
    readonly olderThanMs: number
  }
  readonly clients: {
    readonly disallowPrivateNetworks: boolean
    /** Addresses that are allowed all the same. */
    readonly privateNetworkExceptions: readonly string[]
    /** Request headers that are passed to web hooks. */
    readonly hookHeaders: readonly string[]
  }
  /** The admin API of the OAuth2 server for which people sign in here. */
  readonly oauth2Provider: AuthorizationServerSettings | undefined
  readonly featureFlags: FeatureFlags
  readonly pallas: {
    readonly editions: {
      /** The names of those that are served at all. */
      readonly enabled: readonly string[]
      readonly root: readonly string[]
      readonly apiKratos: readonly string[]
    }
    /** Whether all other sessions of an account end when it is recovered. */
    readonly recoveryEndsOtherSessions: boolean
    /** Whether common passwords, the product's name and traits are refused as passwords. */
    readonly passwordBlocklist: boolean
    /** Whether owners are told of changes; `signIns`: of sign-ins on new devices and networks. */
    readonly notices: { readonly enabled: boolean; readonly signIns: boolean }
    /** Whether people can take their data along, and with the metadata of administrators. */
    readonly personalData: { readonly isEnabled: boolean; readonly withAdminMetadata: boolean }
    /** How long browsers are to call the public listener by https only; 0: not told. */
    readonly hstsMs: number
    /** How often secrets may be guessed and messages asked for. */
    readonly shield: ShieldSettings
    /**
     * How long a browser may be remembered as one that has given the second factor, and how long an
     * administrator's reset of second factors waits.
     */
    readonly secondFactor: {
      readonly rememberMs: number | undefined
      readonly resetDelayMs: number
    }
    readonly deletion: DeletionConfig
    readonly operators: ConsoleSessionSettings
    /** Whether, and for how long, support may see what a person sees. */
    readonly impersonation: { readonly isEnabled: boolean; readonly lifespanMs: number }
    /** How many processes serve; undefined: by the database. */
    readonly serve: { readonly workers: number | undefined }
    /** A copy of the database, for lists and searches that may be behind. */
    readonly replica: { readonly dsn: string } | undefined
    /** The time that a request has for all that it waits for. */
    readonly requests: { readonly deadlineMs: number }
    /** Hosts of proxies whose forwarded headers are trusted: addresses or CIDR ranges. */
    readonly trustedProxies: readonly string[]
    /** A file of TypeScript whose functions take part in flows. */
    readonly hooks: string | undefined
    readonly webHooks: {
      /** A queued call is given up after this time without success. */
      readonly giveUpAfterMs: number
      /** How long finished calls are kept. */
      readonly retentionMs: number
    }
    /** The receivers of changes of identities; an empty `topics` stands for all. */
    readonly events: {
      readonly webHooks: readonly {
        readonly url: string
        readonly headers: Readonly<Record<string, string>>
        readonly topics: readonly string[]
      }[]
    }
    readonly audit: {
      readonly enabled: boolean
      /** How long entries are kept; 0: for ever. */
      readonly retentionMs: number
      /** Who is sent every entry. */
      readonly forward:
        | { readonly url: string; readonly headers: Readonly<Record<string, string>> }
        | undefined
    }
    /** The file that tells where addresses are. */
    readonly geoipFile: string | undefined
    readonly sqlite: { readonly synchronous: 'FULL' | 'NORMAL' }
    /** The server's own pages. */
    readonly pages: { readonly productName: string; readonly theme: Theme | undefined }
    readonly languages: LanguageConfig
  }
}

/** Separate from Config, so that they are not printed by accident. */
export type Secrets = {
  /** Newest first; older ones still verify. */
  readonly cookie: readonly string[]
  readonly cipher: readonly string[]
  readonly default: readonly string[]
  /** For page tokens. */
  readonly pagination: readonly string[]
  /** The secrets by which receivers verify calls; newest first. */
  readonly webHooks: readonly string[]
}
