// A person who does not exist.
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { IdentitySchema, TraitField } from '#schema/identity-schema.ts'
import type { Session } from '#session/session.ts'

export const sampleId = '00000000-0000-4000-8000-000000000000'
export const sampleEmail = 'ada@example.org'
const id = sampleId,
  email = sampleEmail

const values: Readonly<Partial<Record<TraitField['inputType'], Json>>> = {
  checkbox: true,
  date: '1990-12-10',
  'datetime-local': '2020-02-03T04:05:06Z',
  email,
  number: 2,
  tel: '+442071838750',
  url: 'https://example.org/',
}

export const sampleValue = ({ inputType, name, options }: TraitField): Json =>
  options?.[0] ?? values[inputType] ?? (/mail/i.test(name) ? email : 'Ada')

export function sampleTraits({ fields }: IdentitySchema): JsonObject {
  const traits: Record<string, Json> = {}
  for (const field of fields) {
    const [, ...path] = field.name.split('.')
    const last = path.pop() ?? ''
    let place: Record<string, Json> = traits
    for (const key of path) place = (place[key] ??= {}) as Record<string, Json>
    place[last] = sampleValue(field)
  }
  return traits
}

/** NOTE what is sealed in it opens nothing: forms ask only whether it is there */
export const sampleCredential = (type: Credential['type']): Credential => ({
  type,
  identifiers: [email],
  config: { sealed: '-', hashed_password: '-' },
  version: 0,
  createdAt: 0,
  updatedAt: 0,
})

export function sampleAccount(
  schema: IdentitySchema,
  now: number,
  credentials: readonly Credential[],
): Account {
  const address = { id, value: email, via: 'email', createdAt: now, updatedAt: now } as const
  return {
    credentials,
    identity: {
      id,
      schemaId: schema.id,
      traits: sampleTraits(schema),
      state: 'active',
      stateChangedAt: now,
      externalId: undefined,
      organizationId: undefined,
      metadataPublic: null,
      metadataAdmin: null,
      verifiableAddresses: [{ ...address, verified: false, status: 'sent', verifiedAt: undefined }],
      consents: [],
      recoveryAddresses: [address],
      createdAt: now,
      updatedAt: now,
      version: 1,
    },
  }
}

export function sampleSessions(now: number): readonly [Session, Session] {
  const of = (ipAddress: string, userAgent: string, agoMs: number): Session => ({
    id,
    identityId: id,
    active: true,
    issuedAt: now - agoMs,
    expiresAt: now + 86_400_000,
    authenticatedAt: now - agoMs,
    aal: 'aal1',
    methods: [],
    devices: [{ id, ipAddress, userAgent, location: '' }],
  })
  return [
    of(
      '203.0.113.7',
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      60_000,
    ),
    of(
      '198.51.100.4',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
      86_400_000,
    ),
  ]
}
