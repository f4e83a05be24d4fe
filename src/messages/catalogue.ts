// Every sentence the server can say to a person filling in a form. Ids, types and context keys are
// public API (clients translate by them); the words are ours.
import { login } from './catalogue/login.ts'
import { nodes } from './catalogue/nodes.ts'
import { recovery } from './catalogue/recovery.ts'
import { registration } from './catalogue/registration.ts'
import { settings } from './catalogue/settings.ts'
import { system } from './catalogue/system.ts'
import { validation } from './catalogue/validation.ts'
import { verification } from './catalogue/verification.ts'
import type { Entry } from './entry.ts'

export const catalogue = {
  ...nodes,
  ...login,
  ...registration,
  ...settings,
  ...recovery,
  ...verification,
  ...validation,
  ...system,
} as const

export type Catalogue = typeof catalogue
export type MessageKey = keyof Catalogue
export type MessageFacts<K extends MessageKey> = Catalogue[K] extends Entry<infer F> ? F : never
