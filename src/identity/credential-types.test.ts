import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import { credentialUses } from '#schema/credential-uses.ts'
import { schemaOf } from '#schema/example-schemas.ts'
import { createAccounts, credentialOf } from './accounts.ts'
import { withoutUnproved } from './claim-unproved.ts'
import { removeCredential } from './credential-removal.ts'
import {
  credentialTable,
  credentialTypes,
  importableTypes,
  removableTypes,
  secondFactors,
  setUpSecondFactors,
  typedIdentifiers,
  typesFromTraits,
  typesInSettings,
  type CredentialType,
} from './credential-types.ts'
import type { Account } from './identity-store.ts'
import { secretTypes, type Importers } from './imported-secrets.ts'
import { prepareCredentials } from './imports.ts'

const importers = Object.fromEntries(
  secretTypes.map((type) => [type, { check: async () => {} }]),
) as unknown as Importers

const accounts = createAccounts({ clock: () => 1000, newId: () => 'an-id' })

/** The trait `all` identifies for all types that a trait can identify for, `note` for none. */
const schema = schemaOf({
  all: {
    type: 'string',
    'ory.sh/kratos': {
      credentials: Object.fromEntries(
        credentialTypes
          .filter((type) => (credentialUses[type] as readonly string[]).includes('identifier'))
          .map((type) => [type, { identifier: true }]),
      ),
      verification: { via: 'email' },
    },
  },
  note: { type: 'string' },
})
const providers = [
  { provider: 'one', subject: '1' },
  { provider: 'two', subject: '2' },
]
const configs: Partial<Record<CredentialType, JsonObject>> = {
  oidc: { providers },
  saml: { providers },
  webauthn: { credentials: [{ is_passwordless: true }] },
  passkey: { credentials: [{ is_passwordless: true }] },
}
/** An account with one credential of the type, and without traits. */
const accountWith = (type: CredentialType, identifiers: readonly string[]): Account =>
  accounts.create(schema, {
    traits: {},
    credentials: [{ type, identifiers, config: configs[type] ?? { secret: 'x' } }],
  })
const remove = (account: Account, type: string, identifier?: string): Account =>
  removeCredential({ accounts, isFirstFactor: () => false }, account, type, identifier)

describe('the table of credential types', () => {
  test('has these groups, in this order', () => {
    assert.deepEqual(secondFactors, ['code', 'totp', 'lookup_secret', 'webauthn'])
    assert.deepEqual(setUpSecondFactors, ['totp', 'lookup_secret', 'webauthn'])
    assert.deepEqual(typedIdentifiers, ['password', 'code', 'webauthn'])
    assert.deepEqual(typesFromTraits, ['password', 'code', 'webauthn'])
    assert.equal(
      importableTypes.join(),
      'password,code,totp,lookup_secret,webauthn,passkey,oidc,saml',
    )
    assert.equal(removableTypes.join(), 'totp,lookup_secret,passkey,password,webauthn,oidc,saml')
    assert.equal(
      typesInSettings.toSorted().join(),
      'lookup_secret,oidc,passkey,password,profile,totp,webauthn',
    )
  })

  const proved = { value: 'ada@example.org' }
  test('takes these from whoever made an account with the address of another', () => {
    const lost = credentialTypes.filter((type) => {
      const account = accounts.withTraits(accountWith(type, ['old']), schema, {
        all: 'Ada@example.org',
      })
      return (
        credentialOf(withoutUnproved(account, proved, 2000), type) !== credentialOf(account, type)
      )
    })
    assert.equal(lost.join(), 'password,oidc,totp,lookup_secret,webauthn,passkey,saml')
  })

  test('takes the last identifier from these when the trait that names it goes', () => {
    const emptied = credentialTypes.filter((type) => {
      const account = accounts.withTraits(accountWith(type, ['old']), schema, { note: 'x' })
      return credentialOf(account, type)?.identifiers.length === 0
    })
    assert.equal(emptied.join(), 'password,webauthn,code')
  })

  for (const type of credentialTypes) {
    const row = credentialTable[type]

    test(`${type}: traits alone make it only where they can`, () => {
      const made = accounts.create(schema, { traits: { all: 'Ada@example.org' }, credentials: [] })
      assert.deepEqual(
        credentialOf(made, type)?.identifiers,
        row.fromTraits ? ['ada@example.org'] : undefined,
      )
    })

    test(`${type}: identifiers follow the traits, or stay`, () => {
      const before = accountWith(type, ['old'])
      const renamed = accounts.withTraits(before, schema, { all: 'New@example.org' })
      assert.deepEqual(
        credentialOf(renamed, type)?.identifiers,
        row.identifiers === 'own' ? ['old'] : ['new@example.org'],
      )
      const emptied = accounts.withTraits(before, schema, { note: 'x' })
      assert.deepEqual(
        credentialOf(emptied, type)?.identifiers,
        row.identifiers === 'traits' ? [] : ['old'],
      )
    })

    test(`${type}: an administrator removes what can be removed`, () => {
      const account = accountWith(type, ['one:1', 'two:2'])
      if (row.removal === 'none') {
        assert.throws(
          () => remove(account, type),
          (error: Refusal) => error.kind === 'bad-request',
        )
        return
      }
      const left = credentialOf(remove(account, type, 'one:1'), type)
      assert.deepEqual(
        left && { identifiers: left.identifiers, config: left.config },
        {
          whole: undefined,
          secret: { identifiers: ['one:1', 'two:2'], config: {} },
          account: { identifiers: ['two:2'], config: { providers: providers.slice(1) } },
        }[row.removal],
      )
    })

    test(`${type}: the first to verify an address removes what others have made`, () => {
      const account = accounts.withTraits(accountWith(type, ['old']), schema, {
        all: 'Ada@example.org',
      })
      const left = credentialOf(withoutUnproved(account, { value: 'ada@example.org' }, 2000), type)
      const stays = row.factor === 'none' || row.provesAddress
      if (stays) return assert.deepEqual(left, credentialOf(account, type))
      const secrets = { ...left?.config }
      delete secrets['providers']
      assert.deepEqual(secrets, {})
      assert.deepEqual(left?.config['providers'] ?? [], [])
    })

    test(`${type}: is imported where it can be`, async () => {
      const hash = '$2a$10$abcdefghijklmnopqrstuuMg6hmHC4ipzxbRsJjCUN6e3k1sVlrXK'
      const prepared = await prepareCredentials(
        { [type]: type === 'password' ? { kind: 'hash', hash } : providers },
        { hasher: { hash: async () => hash }, importers },
      )
      assert.deepEqual(
        prepared.map((one) => one.type),
        row.importable ? [type] : [],
      )
    })
  }
})
