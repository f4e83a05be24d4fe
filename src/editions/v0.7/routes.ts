// Where the operations of edition v0.7 live.
import type { Route } from '#http/route.ts'
import { adminRows, type AdminRowParts } from '../shared/v0.6-v0.7/admin-routes.ts'
import type { MailedAnswers } from '../shared/v0.6-v0.7/mailed-answer.ts'
import {
  documentedVerification,
  mailedRows,
  recoveryLinkRow,
} from '../shared/v0.6-v0.7/mailed-routes.ts'
import { publicRows, type PublicRowParts } from '../shared/v0.6-v0.7/public-routes.ts'
import { document } from './documents.ts'
import { readUpdate } from './read.ts'

type Parts<T> = Omit<T, 'document' | 'readUpdate'> & { readonly mailed: MailedAnswers }

export function publicRoutes(parts: Parts<PublicRowParts>): readonly Route[] {
  const mailed = { core: parts.core, document, answers: parts.mailed }
  return [
    ...publicRows({ ...parts, document }),
    ...mailedRows(mailed),
    documentedVerification(mailed, 'flows', true),
    documentedVerification(mailed, 'methods/link', false),
  ]
}

export function adminRoutes(parts: Parts<AdminRowParts>): readonly Route[] {
  return [
    ...adminRows({ ...parts, document, readUpdate }),
    recoveryLinkRow({ core: parts.core, document, answers: parts.mailed }, parts.places),
  ]
}
