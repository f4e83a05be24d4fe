// People of every kind, as rows of a database of the reference.
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { SourceRow, SourceTables } from './kratos-tables.ts'
import { coseOf, makeStoredKey, type StoredKey } from './stored-keys.ts'

export const password = 'correct-horse-77-Battery'
const hash = '$2b$04$Rih.9ks9wUq1UaG4br9ZW.aZ.bCmtWP8D//sdtp0oXDqKUL0uS9/C'
export const rp = { id: '127.0.0.1', origin: 'http://127.0.0.1:4455' }
export const totpSecret = 'EXEZ3AVLAXMUUQR2WYVT3UPVZTEKXDC5'
export const cipherSecret = 'the-cipher-secret-of-32-letters!'
export const codes = { used: 'cm8ukdoj', unused: '6q11p2ca' }
export const accessToken = 'access-token-of-hub'

const network = '11111111-1111-4111-8111-111111111111'
const at = '2026-11-28 23:12:55.112352+00:00'
export const createdAt = Date.parse('2026-11-28T23:12:55.112Z')
const never = '2096-11-28 23:12:55+00:00'

const typeIds: Readonly<Record<string, string>> = Object.fromEntries(
  ['password', 'oidc', 'totp', 'lookup_secret', 'webauthn', 'passkey', 'code', 'deviceauthn'].map(
    (name) => [name, randomUUID()],
  ),
)

type Described = {
  readonly traits?: object
  readonly identity?: SourceRow
  readonly verified?: boolean
  readonly credentials?: readonly (readonly [
    type: string,
    config: object,
    identifiers: readonly string[],
    version?: number,
  ])[]
  readonly sessions?: readonly SourceRow[]
}

const stamp = { created_at: at, updated_at: at }
const row = (more: SourceRow): SourceRow => ({ id: randomUUID(), nid: network, ...stamp, ...more })

/** A person and all rows of theirs; with an address where the traits have one. */
export function rowsOf(id: string, described: Described): SourceTables {
  const {
    traits = {},
    identity = {},
    verified = false,
    credentials = [],
    sessions = [],
  } = described
  const email = (traits as { email?: string }).email
  const made = credentials.map(([type, config, identifiers, version = 0]) => ({
    type,
    identifiers,
    row: row({
      config: JSON.stringify(config),
      identity_credential_type_id: typeIds[type] ?? null,
      identity_id: id,
      version,
    }),
  }))
  return {
    identities: [
      row({
        id,
        schema_id: 'default',
        traits: JSON.stringify(traits),
        state: 'active',
        state_changed_at: at,
        ...identity,
      }),
    ],
    identity_credentials: made.map((one) => one.row),
    identity_credential_identifiers: made.flatMap((one) =>
      one.identifiers.map((identifier) =>
        row({
          identifier,
          identity_credential_id: one.row['id'] ?? null,
          identity_credential_type_id: typeIds[one.type] ?? null,
          identity_id: id,
        }),
      ),
    ),
    identity_verifiable_addresses:
      email === undefined
        ? []
        : [
            row({
              via: 'email',
              value: email,
              identity_id: id,
              verified: verified ? 1 : 0,
              status: verified ? 'completed' : 'sent',
              verified_at: verified ? at : null,
            }),
          ],
    identity_recovery_addresses:
      email === undefined
        ? []
        : [row({ via: 'email', value: email.toLowerCase(), identity_id: id })],
    sessions: sessions.map((session) => sessionRow(id, session)),
    session_devices: sessions.flatMap((session) =>
      session['id'] === undefined
        ? []
        : [
            row({
              session_id: session['id'],
              identity_id: id,
              ip_address: '198.51.100.7:4711',
              user_agent: 'App/1',
              location: 'Lisboa, PT',
            }),
          ],
    ),
  }
}

const sessionRow = (identityId: string, more: SourceRow): SourceRow =>
  row({
    identity_id: identityId,
    issued_at: at,
    authenticated_at: at,
    expires_at: never,
    active: 1,
    logout_token: `ory_lo_${randomUUID()}`,
    aal: 'aal1',
    authentication_methods: JSON.stringify([
      { method: 'password', aal: 'aal1', completed_at: '2026-11-28T23:12:55.112352Z' },
    ]),
    ...more,
  })

export const joined = (...all: readonly SourceTables[]): SourceTables => {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))]
  return Object.fromEntries(names.map((name) => [name, all.flatMap((one) => one[name] ?? [])]))
}

/** What every database has. */
export const ground: SourceTables = {
  networks: [{ id: network, ...stamp }],
  identity_credential_types: Object.entries(typeIds).map(([name, id]) => ({ id, name })),
}

/** As the reference enciphers tokens of providers. */
function enciphered(secret: string): string {
  const nonce = randomBytes(12),
    cipher = createCipheriv('aes-256-gcm', Buffer.from(secret), nonce)
  return Buffer.concat([
    nonce,
    cipher.update(accessToken),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('hex')
}

const keyOf = (key: StoredKey, isPasswordless: boolean) => ({
  id: Buffer.from(key.credential_id, 'base64url').toString('base64'),
  public_key: coseOf(key),
  attestation_type: 'none',
  authenticator: { aaguid: 'AAAAAAAAAAAAAAAAAAAAAA==', sign_count: 1, clone_warning: false },
  display_name: 'blue',
  added_at: '2026-11-28T23:12:55Z',
  is_passwordless: isPasswordless,
})
const handles = ['a'.repeat(64), 'B'.repeat(64)] as const
export const keys = {
  second: makeStoredKey('', rp.id, rp.origin),
  passkeys: handles.map((handle) => makeStoredKey(handle, rp.id, rp.origin)),
}

export const ids = {
  plain: '20000000-0000-4000-8000-000000000001',
  factors: '20000000-0000-4000-8000-000000000002',
  keys: '20000000-0000-4000-8000-000000000003',
  oidc: '20000000-0000-4000-8000-000000000004',
  empty: '20000000-0000-4000-8000-000000000005',
  inactive: '20000000-0000-4000-8000-000000000006',
  code: '20000000-0000-4000-8000-000000000007',
  hooked: '20000000-0000-4000-8000-000000000008',
} as const

export const tokens = {
  live: 'ory_st_live000000000000000000000000000',
  old: 'withoutPrefix00000000000000000000',
  expired: 'ory_st_expired0000000000000000000000000',
  ended: 'ory_st_ended00000000000000000000000000',
  second: 'ory_st_second0000000000000000000000000',
}

const passwordOf = (email: string) => ['password', { hashed_password: hash }, [email]] as const

/** One person of each kind. */
export const everybody = (): SourceTables =>
  joined(
    ground,
    rowsOf(ids.plain, {
      traits: { email: 'Plain.Person@Example.org', name: { first: 'Zoë' } },
      identity: {
        metadata_public: '{"seat":"12A"}',
        metadata_admin: '{"note":[1,null]}',
        external_id: 'crm-7',
      },
      verified: true,
      credentials: [
        passwordOf('plain.person@example.org'),
        ['webauthn', { user_handle: 'AAAA' }, ['plain.person@example.org'], 1],
      ],
      sessions: [
        { id: '30000000-0000-4000-8000-000000000001', token: tokens.live },
        {
          id: '30000000-0000-4000-8000-000000000002',
          token: tokens.old,
          authentication_methods: '[{"method":"v0.6_legacy_session"}]',
        },
        { token: tokens.expired, expires_at: at },
        { token: tokens.ended, active: 0 },
      ],
    }),
    rowsOf(ids.factors, {
      traits: { email: 'factors@example.org' },
      credentials: [
        passwordOf('factors@example.org'),
        [
          'totp',
          { totp_url: `otpauth://totp/House:f?secret=${totpSecret}&issuer=House` },
          [ids.factors],
        ],
        [
          'lookup_secret',
          {
            recovery_codes: [
              { code: codes.used, used_at: '2026-11-28T23:12:55Z' },
              { code: codes.unused, used_at: null },
            ],
          },
          [ids.factors],
        ],
      ],
      sessions: [
        {
          token: tokens.second,
          aal: 'aal2',
          authentication_methods:
            '[{"method":"password","aal":"aal1"},{"method":"totp","aal":"aal2"}]',
        },
      ],
    }),
    rowsOf(ids.keys, {
      traits: { email: 'keys@example.org' },
      credentials: [
        passwordOf('keys@example.org'),
        ['webauthn', { credentials: [keyOf(keys.second, false)] }, ['keys@example.org']],
        [
          'passkey',
          {
            credentials: keys.passkeys.map((key) => keyOf(key, true)),
            user_handle: Buffer.from(handles[1]).toString('base64'),
          },
          handles,
          1,
        ],
      ],
    }),
    rowsOf(ids.oidc, {
      traits: { email: 'oidc@example.org' },
      credentials: [
        [
          'oidc',
          {
            providers: [
              {
                subject: 'Subject-1',
                provider: 'hub',
                initial_access_token: enciphered(cipherSecret),
                initial_refresh_token: enciphered('another-secret-of-32-characters!'),
                initial_id_token: '',
              },
            ],
          },
          ['hub:Subject-1'],
        ],
        ['password', {}, ['oidc@example.org']],
        ['deviceauthn', { keys: ['x'] }, ['something']],
      ],
    }),
    rowsOf(ids.empty, {}),
    rowsOf(ids.inactive, {
      traits: { email: 'inactive@example.org' },
      identity: { state: 'inactive' },
      credentials: [passwordOf('inactive@example.org')],
    }),
    rowsOf(ids.code, {
      traits: { email: 'code@example.org' },
      verified: true,
      credentials: [
        [
          'code',
          { addresses: [{ address_type: 'email ', address: 'code@example.org', used_at: {} }] },
          ['code@example.org'],
        ],
      ],
    }),
    rowsOf(ids.hooked, {
      traits: { email: 'hooked@example.org' },
      credentials: [
        [
          'password',
          { hashed_password: '', use_password_migration_hook: true },
          ['hooked@example.org'],
        ],
      ],
    }),
    {
      courier_messages: ['verification_code_valid', 'recovery_code_invalid'].map((template) =>
        row({
          type: 1,
          status: 1,
          recipient: 'somebody@example.org',
          body: '123456',
          subject: 'x',
          template_type: template,
          send_count: 0,
        }),
      ),
    },
  )

/** The kinds of people that a generation of tables may lack: they are left out, with what is theirs. */
export function without(tables: SourceTables, left: readonly string[]): SourceTables {
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.filter(
        (one) => !left.includes(String(one['identity_id'])) && !left.includes(String(one['id'])),
      ),
    ]),
  )
}
