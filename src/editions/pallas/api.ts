// The API that only this server has: all operations below `/admin/pallas` and
// `/.well-known/pallas`. Built like an edition; its JSON follows the newest one.
import type { AuditAdministration } from '#audit/administration.ts'
import type { Core } from '#core.ts'
import type { Mailbox } from '#courier/mailbox.ts'
import type { Tokenizer } from '#session/tokenizer.ts'
import type { HealthFacts } from '#telemetry/health-facts.ts'
import type { ApiInfo } from '#http/openapi.ts'
import type { Route } from '#http/route.ts'
import type { EditionParts, EditionRoutes } from '../edition.ts'
import { createRefuse } from '../shared/v26/refuse.ts'
import { schemas } from '../shared/v26/schemas.ts'
import { accountRoutes, type AccountParts } from './account-routes.ts'
import { activityRoutes, type ActivityParts } from './activity-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { deletionRoutes, ownDeletionRoutes } from './deletion-routes.ts'
import { factorResetRoutes } from './factor-reset-routes.ts'
import { healthFactsRoutes } from './health-routes.ts'
import { jobRoutes } from './job-routes.ts'
import { impersonationRoutes } from './impersonation-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { outboxRoutes } from './outbox-routes.ts'
import { peopleExportRoutes } from './people-export-routes.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { rememberedRoutes } from './remembered-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { shieldRoutes } from './shield-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { verificationRoutes } from './verification-routes.ts'

/** What the routes of this API need. */
export type PallasParts = Pick<EditionParts, 'places' | 'pageTokens' | 'render' | 'report'> & {
  readonly core: Pick<
    Core,
    | 'identitySearch'
    | 'outbox'
    | 'errors'
    | 'shieldAdministration'
    | 'rememberedAdministration'
    | 'factorResets'
    | 'deletions'
    | 'leaving'
    | 'verificationAdministration'
    | 'recoveryAdministration'
    | 'apiTokens'
    | 'operators'
    | 'jobs'
    | 'peopleExport'
    | 'schemas'
    | 'impersonations'
    | 'ownActivity'
    | 'recovery'
    | 'personalData'
  >
  readonly csrf: ActivityParts['csrf']
  readonly clock: AccountParts['clock']
  readonly locate: ActivityParts['locate']
  readonly mailbox: Mailbox
  readonly audit: AuditAdministration
  readonly facts: () => Promise<HealthFacts>
  readonly tokenizer: Pick<Tokenizer, 'publicKeys'>
  /** The path of a list from the root of the host, for its pagination links. */
  readonly listPath: (path: string) => string
}

/** The API's information, prefixes and routes. */
export const pallasApi: {
  /** The path prefixes on the two listeners. */
  readonly prefixes: { readonly public: string; readonly account: string; readonly admin: string }
  readonly api: ApiInfo
  /** `account`: what people do with their own accounts, on the public listener. */
  readonly routes: (parts: PallasParts) => EditionRoutes & { readonly account: readonly Route[] }
} = {
  prefixes: { public: '/.well-known/pallas', account: '/pallas/account', admin: '/pallas' },
  api: {
    title: 'Pallas, operations of its own',
    version: '1',
    description:
      'What no edition has: the search for identities, the outbox, the mailbox of development, ' +
      'what is held against guessing, remembered devices, resets of second factors, ' +
      'deletions of accounts, verifications and recovery links that are sent, the audit trail, tokens ' +
      'and operators, ' +
      'sessions of support, jobs over many people and their export, the health of the server, the ' +
      'keys of session tokens, and what people do with their own accounts.',
    schemas,
  },
  routes(parts) {
    const refuse = createRefuse({
      render: parts.render,
      places: parts.places,
      storeError: parts.core.errors.keep,
      report: parts.report,
    })
    return {
      public: keyRoutes(parts.tokenizer),
      account: [
        ...activityRoutes(parts),
        ...accountRoutes(parts),
        ...ownDeletionRoutes({ ...parts.core, csrf: parts.csrf }),
      ],
      admin: [
        ...searchRoutes(parts),
        ...outboxRoutes(parts),
        ...mailboxRoutes(parts.mailbox),
        ...shieldRoutes(parts.core),
        ...rememberedRoutes(parts.core),
        ...factorResetRoutes(parts.core),
        ...deletionRoutes(parts.core),
        ...verificationRoutes(parts),
        ...recoveryRoutes(parts),
        ...auditRoutes(parts),
        ...tokenRoutes(parts.core),
        ...operatorRoutes(parts.core),
        ...jobRoutes(parts),
        ...peopleExportRoutes(parts),
        ...impersonationRoutes(parts),
        ...healthFactsRoutes(parts),
      ],
      refuse: (error, caller) => refuse(error, caller, 'answer'),
    }
  },
}
