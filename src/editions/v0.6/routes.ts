// The routes of v0.6.
import type { EditionParts, EditionRoutes } from '../edition.ts'
import { assemble } from '../shared/v0.6-v0.7/assemble.ts'
import { createAnswers } from './answer.ts'
import { documentOf } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import { readUpdate } from './read.ts'

export const routes = (parts: EditionParts): EditionRoutes =>
  assemble(parts, {
    createAnswers,
    presentIdentity,
    readUpdate,
    documentOf,
    csrfViolation: 'page',
    documentedVerification: 'methods/link',
  })
