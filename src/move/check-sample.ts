// Looks some people up as a sign-in does, by the look-ups of the stores, and reads what proves who
// they are; compared with what they sign in by there.
import type { Cipher } from '#crypto/cipher.ts'
import { readHash } from '#crypto/foreign.ts'
import { purposes } from '#crypto/purposes.ts'
import type { ImportableType } from '#identity/credential-types.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { providerIdentifier } from '#identity/imports.ts'
import type { LookupEncryption } from '#methods/lookup-secret/credential.ts'
import { identifierOf } from '#methods/passkey/parts.ts'
import { readPasswordCredential } from '#methods/password/credential.ts'
import { keysOf } from '#methods/shared/webauthn/keys.ts'
import { readTotpCredential, type TotpEncryption } from '#methods/totp/credential.ts'
import { canonical } from '#schema/canonical.ts'
import type { SessionStore } from '#session/session-store.ts'
import { tokenNames } from './credentials.ts'
import type { Loss } from './losses.ts'
import type { MoveStore } from './move-store.ts'
import { entriesIn, type WayIn, type WaysIn } from './ways-in.ts'

export type CheckParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'findByIdentifier'>
  readonly sessions: Pick<SessionStore, 'findByToken'>
  readonly moves: Pick<MoveStore, 'find'>
  readonly cipher: Cipher
  readonly totp: TotpEncryption
  readonly lookup: LookupEncryption
}

/** How many of each were looked up; `faults` is among the losses too. */
export type Checked = {
  readonly people: number
  readonly ways: number
  readonly sessions: number
  readonly faults: number
}

type Case = { readonly account: Account; readonly credential: Credential; readonly way: WayIn }
/** What is wrong with a credential; undefined when it is as there. */
type Judge = (one: Case, parts: CheckParts) => string | undefined

const same = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  JSON.stringify(some.map(String).sort()) === JSON.stringify(others.map(String).sort())

const judgeKeys: Judge = ({ credential, way }) => {
  const idsThere = entriesIn(way, 'credentials').map(({ id }) =>
    Buffer.from(String(id), 'base64').toString('base64url'),
  )
  const keys = keysOf(credential)
  if (
    !same(
      keys.map(({ id }) => id),
      idsThere,
    )
  )
    return 'its keys are others than there'
  return keys.some(({ publicKey }) => publicKey.byteLength === 0) ? 'a key is empty' : undefined
}

const judges: { readonly [Type in ImportableType]: Judge } = {
  password({ credential, way: { config } }) {
    const { hashedPassword, usesMigrationHook } = readPasswordCredential(credential.config) ?? {}
    if (config['hashed_password'])
      return hashedPassword === config['hashed_password'] && readHash(hashedPassword)
        ? undefined
        : 'the hash of the password is not the one that is there, or is of no known kind'
    return usesMigrationHook === true ? undefined : 'the hook that checks the password is not asked'
  },
  totp({ account, credential, way: { config } }, { totp }) {
    const stored = readTotpCredential(credential.config)
    return stored && totp.tryDecrypt(stored, account.identity.id) === config['totp_url']
      ? undefined
      : 'the secret of the authenticator app cannot be read, or is another one'
  },
  lookup_secret({ account, credential, way }, { lookup }) {
    const told = (code: unknown, isUsed: boolean) => `${String(code)} ${isUsed ? 'used' : 'new'}`
    const here = lookup.tryDecrypt(credential, account.identity.id) ?? [],
      there = entriesIn(way, 'recovery_codes')
    return same(
      here.map(({ code, usedAt }) => told(code, usedAt !== null)),
      there.map(({ code, used_at: usedAt }) => told(code, Boolean(usedAt))),
    )
      ? undefined
      : 'the backup codes cannot be read, or are others'
  },
  webauthn: judgeKeys,
  passkey: judgeKeys,
  oidc({ credential }, { cipher }) {
    const isReadable = (link: Readonly<Record<string, unknown>>) =>
      tokenNames.every((name) => {
        const text = link[name],
          purpose = purposes.providerToken(String(link['provider']), String(link['subject']), name)
        return typeof text !== 'string' || cipher.decrypt(text, purpose) !== undefined
      })
    return entriesIn({ ...credential, type: 'oidc' }, 'providers').every(isReadable)
      ? undefined
      : 'a token of a provider cannot be read'
  },
  saml: () => undefined,
  code: () => undefined,
}

/** The identifiers that a sign-in looks for, as it spells them. */
function identifiersOf(way: WayIn): readonly string[] {
  switch (way.type) {
    case 'oidc':
    case 'saml':
      return entriesIn(way, 'providers').map(({ provider, subject }) =>
        providerIdentifier({ provider: String(provider), subject: String(subject) }),
      )
    case 'passkey':
      return way.identifiers.map((one) => identifierOf(Buffer.from(one)))
    case 'totp':
    case 'lookup_secret':
      return []
    default:
      return way.identifiers.map(canonical)
  }
}

/**
 * `lost`: what is known not to have been brought. Whoever has changed here since is left out. Each
 * fault is told as a loss.
 */
export async function checkSample(
  sample: readonly WaysIn[],
  source: string,
  parts: CheckParts,
  lost: readonly Loss[],
  tell: (loss: Loss) => void,
): Promise<Checked> {
  const checked = { people: 0, ways: 0, sessions: 0, faults: 0 }
  const isLost = (id: string, type?: string) =>
    lost.some(
      ({ kind, person, what }) =>
        person === id && (kind === 'person' || (kind === 'credential' && what === type)),
    )
  for (const person of sample) {
    const { id } = person
    const account = await parts.identities.find(id)
    const fault = (reason: string, what?: string) => {
      checked.faults++
      tell({ kind: 'check', person: id, ...(what === undefined ? {} : { what }), reason })
    }
    const moved = await parts.moves.find(source, 'identity', id)
    if (isLost(id) || (moved !== undefined && account?.identity.version !== moved.version)) continue
    checked.people++
    if (account === undefined) {
      fault('is not here')
      continue
    }
    for (const way of person.ways) {
      if (isLost(id, way.type)) continue
      checked.ways++
      const reason = await faultOf(way, account, parts)
      if (reason !== undefined) fault(reason, way.type)
    }
    for (const session of person.sessions) {
      if ((await parts.moves.find(source, 'session', session.id)) === undefined) continue
      checked.sessions++
      const found = await parts.sessions.findByToken(session.tokenHash)
      if (found?.session.id !== session.id || found.identity.id !== id)
        fault('its token does not find the session', session.id)
    }
  }
  return checked
}

async function faultOf(
  way: WayIn,
  account: Account,
  parts: CheckParts,
): Promise<string | undefined> {
  const credential = account.credentials.find(({ type }) => type === way.type)
  if (credential === undefined) return 'there is no such credential here'
  for (const identifier of identifiersOf(way)) {
    const found = await parts.identities.findByIdentifier(way.type, identifier)
    if (found?.identity.id !== account.identity.id)
      return 'an identifier finds somebody else, or nobody'
  }
  return judges[way.type]({ account, credential, way }, parts)
}
