import { randomBytes, randomUUID } from 'node:crypto'
import type { StoredError } from '#flow/error-store.ts'
import { noNotes } from '#flow/flow.ts'
import type { Flow } from '#flow/flow.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Identity, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import type { Session } from '#session/session.ts'

export const now = Date.UTC(2030, 0, 2, 3, 4, 5, 678)

export function sampleIdentity(more: Partial<Identity> = {}): Identity {
  return {
    id: randomUUID(),
    schemaId: 'person',
    traits: { name: { first: 'Ada', tags: ['a', 1, true, null] } },
    state: 'active',
    stateChangedAt: now,
    externalId: undefined,
    organizationId: undefined,
    metadataPublic: null,
    metadataAdmin: { note: ['x'] },
    verifiableAddresses: [],
    recoveryAddresses: [],
    consents: [
      {
        trait: 'traits.terms',
        version: '2026-11',
        url: 'https://example.org/é',
        given: true,
        at: now,
      },
      { trait: 'traits.terms', version: '2026-11', given: false, at: now + 1 },
    ],
    createdAt: now,
    updatedAt: now + 1,
    version: 1,
    ...more,
  }
}

export function password(...identifiers: readonly string[]): Credential {
  return {
    type: 'password',
    identifiers,
    config: { hash: 'none' },
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
}

export function verifiable(
  value: string,
  more: Partial<VerifiableAddress> = {},
): VerifiableAddress {
  return {
    id: randomUUID(),
    value,
    via: 'email',
    verified: false,
    status: 'pending',
    verifiedAt: undefined,
    createdAt: now,
    updatedAt: now,
    ...more,
  }
}

export function recovery(value: string, more: Partial<RecoveryAddress> = {}): RecoveryAddress {
  return { id: randomUUID(), value, via: 'email', createdAt: now, updatedAt: now, ...more }
}

/** An account whose identifier and addresses are `email`. */
export function sampleAccount(
  email = `${randomUUID()}@example.org`,
  more: Partial<Identity> = {},
): Account {
  const identity = sampleIdentity({
    verifiableAddresses: [verifiable(email)],
    recoveryAddresses: [recovery(email)],
    ...more,
  })
  return { identity, credentials: [password(email)] }
}

export function sampleSession(identity: Identity, more: Partial<Session> = {}): Session {
  return {
    id: randomUUID(),
    identityId: identity.id,
    active: true,
    issuedAt: now,
    expiresAt: now + 1000,
    authenticatedAt: now,
    aal: 'aal1',
    methods: [{ method: 'password', aal: 'aal1', completedAt: now }],
    devices: [
      {
        id: randomUUID(),
        ipAddress: '2001:db8::1',
        userAgent: 'Browser/1.0',
        location: 'Utrecht, NL',
      },
    ],
    ...more,
  }
}

export function tokenHash(): string {
  return randomBytes(32).toString('base64url')
}

export function sampleFlow(more: Partial<Flow> = {}): Flow {
  return {
    id: randomUUID(),
    kind: 'login',
    type: 'browser',
    edition: 'v26.2',
    state: 'choose_method',
    active: undefined,
    requestUrl: 'https://id.example.org/login?x=1',
    returnTo: undefined,
    issuedAt: now,
    expiresAt: now + 1000,
    updatedAt: now,
    csrfHash: 'hash',
    requestedAal: 'aal1',
    refresh: false,
    identityId: undefined,
    schemaId: undefined,
    organizationId: undefined,
    transientPayload: undefined,
    form: noNotes,
    memory: {},
    completed: false,
    version: 1,
    ...more,
  }
}

export function sampleError(more: Partial<StoredError> = {}): StoredError {
  return {
    id: randomUUID(),
    error: { code: 400, reason: 'It went wrong.' },
    csrfHash: undefined,
    createdAt: now,
    updatedAt: now,
    ...more,
  }
}

/** Runs `job` 0 … count-1, at most `width` at a time; answers the results in order. */
export async function concurrently<T>(
  count: number,
  width: number,
  job: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) {
        const index = next++
        results[index] = await job(index)
      }
    }),
  )
  return results
}
