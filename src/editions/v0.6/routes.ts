// The routes of v0.6.
import type { Route } from '#http/route.ts'
import { commonAdminRoutes, type AdminRouteParts } from '../shared/v0.6-v0.7/admin-routes.ts'
import type { MailedAnswers } from '../shared/v0.6-v0.7/mailed-answer.ts'
import {
  verificationSubmitAt,
  mailedRoutes,
  recoveryLinkRoute,
} from '../shared/v0.6-v0.7/mailed-routes.ts'
import { commonPublicRoutes, type PublicRouteParts } from '../shared/v0.6-v0.7/public-routes.ts'
import { documentOf } from './documents.ts'
import { readUpdate } from './read.ts'

type Parts<T> = Omit<T, 'documentOf' | 'readUpdate'> & { readonly mailed: MailedAnswers }

/** The public routes. */
export function publicRoutes(parts: Parts<PublicRouteParts>): readonly Route[] {
  const mailed = { core: parts.core, documentOf, answers: parts.mailed }
  return [
    ...commonPublicRoutes({ ...parts, documentOf }),
    ...mailedRoutes(mailed),
    verificationSubmitAt(mailed, 'methods/link', true),
    verificationSubmitAt(mailed, 'flows', false),
  ]
}

/** The admin routes. */
export function adminRoutes(parts: Parts<AdminRouteParts>): readonly Route[] {
  return [
    ...commonAdminRoutes({ ...parts, documentOf, readUpdate }),
    recoveryLinkRoute({ core: parts.core, documentOf, answers: parts.mailed }, parts.places),
  ]
}
