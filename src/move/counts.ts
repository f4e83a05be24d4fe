// How many there are in the other database, counted there and not while moving.
import { importableTypes, type ImportableType } from '#identity/credential-types.ts'
import type { Tables } from './tables.ts'

export type Counts = {
  readonly people: number
  /** Those that were ended. */
  readonly endedSessions: number
  /** By type, those with content. */
  readonly credentials: Readonly<Record<string, number>>
}

/** What stands in the content of a credential by which somebody can sign in. */
const marks: { readonly [Type in ImportableType]: readonly string[] } = {
  password: ['"hashed_password"', '"use_password_migration_hook"'],
  oidc: ['"subject"'],
  saml: ['"subject"'],
  totp: ['"totp_url"'],
  lookup_secret: ['"code"'],
  webauthn: ['"public_key"'],
  passkey: ['"public_key"'],
  code: ['"address"'],
}

/** Whether the content of a credential, as text, is one by which somebody can sign in. */
export function hasContent(type: string, config: string): boolean {
  const known = importableTypes.find((one) => one === type)
  return known === undefined || marks[known].some((mark) => config.includes(mark))
}

export async function countRows(tables: Tables): Promise<Counts> {
  const like = `${tables.text('t.config')} LIKE ?`
  const found = await tables.countBy(
    'identity_credentials',
    'k.name',
    [
      importableTypes
        .map((type) => `(k.name = ? AND (${marks[type].map(() => like).join(' OR ')}))`)
        .join(' OR '),
      ...importableTypes.flatMap((type) => [type, ...marks[type].map((mark) => `%${mark}%`)]),
    ],
    'JOIN identity_credential_types k ON k.id = t.identity_credential_type_id',
  )
  return {
    people: await tables.count('identities', ['1 = 1']),
    endedSessions: tables.has('sessions', 'active')
      ? await tables.count('sessions', ['NOT (t.active = true)'])
      : 0,
    credentials: Object.fromEntries(importableTypes.map((type) => [type, found.get(type) ?? 0])),
  }
}
