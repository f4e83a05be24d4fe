// The API that only this server has: all operations below `/admin/pallas` and
// `/.well-known/pallas`. Built like an edition; its JSON follows the newest one.
import type { AuditAdministration } from '#audit/administration.ts'
import type { Core } from '#core.ts'
import type { Mailbox } from '#courier/mailbox.ts'
import type { Tokenizer } from '#session/tokenizer.ts'
import type { ApiInfo } from '#http/openapi.ts'
import type { EditionParts, EditionRoutes } from '../edition.ts'
import { createRefuse } from '../shared/v26/refuse.ts'
import { schemas } from '../shared/v26/schemas.ts'
import { auditRoutes } from './audit-routes.ts'
import { factorResetRoutes } from './factor-reset-routes.ts'
import { impersonationRoutes } from './impersonation-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { outboxRoutes } from './outbox-routes.ts'
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
    | 'verificationAdministration'
    | 'recoveryAdministration'
    | 'apiTokens'
    | 'operators'
    | 'impersonations'
  >
  readonly mailbox: Mailbox
  readonly audit: AuditAdministration
  readonly tokenizer: Pick<Tokenizer, 'publicKeys'>
  /** The path of a list from the root of the host, for its pagination links. */
  readonly listPath: (path: string) => string
}

/** The API's information, prefixes and routes. */
export const pallasApi: {
  /** The path prefixes on the two listeners. */
  readonly prefixes: { readonly public: string; readonly admin: string }
  readonly api: ApiInfo
  readonly routes: (parts: PallasParts) => EditionRoutes
} = {
  prefixes: { public: '/.well-known/pallas', admin: '/pallas' },
  api: {
    title: 'Pallas, operations of its own',
    version: '1',
    description:
      'What no edition has: the search for identities, the outbox, the mailbox of development, ' +
      'what is held against guessing, remembered devices, resets of second factors, ' +
      'verifications and recovery links that are sent, the audit trail, tokens and operators, ' +
      'sessions of support, and the keys of session tokens.',
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
      admin: [
        ...searchRoutes(parts),
        ...outboxRoutes(parts),
        ...mailboxRoutes(parts.mailbox),
        ...shieldRoutes(parts.core),
        ...rememberedRoutes(parts.core),
        ...factorResetRoutes(parts.core),
        ...verificationRoutes(parts),
        ...recoveryRoutes(parts),
        ...auditRoutes(parts),
        ...tokenRoutes(parts.core),
        ...operatorRoutes(parts.core),
        ...impersonationRoutes(parts),
      ],
      refuse: (error, caller) => refuse(error, caller, 'answer'),
    }
  },
}
