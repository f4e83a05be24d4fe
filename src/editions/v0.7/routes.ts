// Where the operations of edition v0.7 live.
import type { Route } from '#http/route.ts'
import { adminRows, type AdminRowParts } from '../shared/first-flows/admin-rows.ts'
import type { MailedAnswers } from '../shared/first-flows/mailed-answers.ts'
import {
  documentedVerification,
  mailedRows,
  recoveryLinkRow,
} from '../shared/first-flows/mailed-rows.ts'
import { publicRows, type PublicRowParts } from '../shared/first-flows/public-rows.ts'
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
