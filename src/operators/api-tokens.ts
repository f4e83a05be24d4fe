// The tokens of the admin API: made, listed, revoked.
import { actorNow, recorded } from '#audit/record.ts'
import type { NewEntry } from '#audit/entry.ts'
import { sha256, type Tokens } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { tokenPrefix, type Access } from './access.ts'
import type { ApiToken, ApiTokenStore } from './api-token-store.ts'
import type { Role } from './role.ts'

export type NewApiToken = {
  readonly name: string
  readonly role: Role
  readonly expiresAt: Timestamp | undefined
}

export type ApiTokens = {
  /** The secret is shown this once. Throws Refusal('bad-request') for what is over already. */
  create(input: NewApiToken): Promise<{ readonly token: ApiToken; readonly secret: string }>
  list(): Promise<readonly ApiToken[]>
  /** Throws Refusal('not-found'). */
  revoke(input: { readonly id: string }): Promise<{ readonly kind: 'done' }>
}

const secretBytes = 32
const longestName = 100

export function createApiTokens({
  store,
  access,
  clock,
  tokens,
}: {
  readonly store: ApiTokenStore
  readonly access: Pick<Access, 'added'>
  readonly clock: Clock
  readonly tokens: Pick<Tokens, 'random' | 'uuid'>
}): ApiTokens {
  return {
    async create({ name, role, expiresAt }) {
      const createdAt = clock()
      if (name.trim() === '' || name.length > longestName)
        throw badRequest(`A token needs a name of at most ${longestName} characters.`)
      if (expiresAt !== undefined && expiresAt <= createdAt)
        throw badRequest('The token would have expired already.')
      const secret = tokenPrefix + tokens.random(secretBytes)
      const token: ApiToken = {
        id: tokens.uuid(),
        name: name.trim(),
        role,
        createdAt,
        expiresAt,
        lastUsedAt: undefined,
        createdBy: actorNow(),
      }
      await recorded(
        () => store.insert(token, sha256(secret)),
        () => entryOf('token.created', token),
      )
      access.added()
      return { token, secret }
    },
    list: store.list,
    async revoke({ id }) {
      const removed = await recorded(
        () => store.remove(id),
        (token) => token && entryOf('token.revoked', token),
      )
      if (!removed) throw new Refusal('not-found', { reason: 'There is no token with this id.' })
      return { kind: 'done' }
    },
  }
}

const badRequest = (reason: string) => new Refusal('bad-request', { reason })

const entryOf = (action: 'token.created' | 'token.revoked', { id, role }: ApiToken): NewEntry => ({
  action,
  target: { kind: 'token', id },
  fields: [`roles.${role}`],
})
