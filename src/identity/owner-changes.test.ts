import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import type { CredentialType } from './credential-types.ts'
import type { Account } from './identity-store.ts'
import { ownerChanges } from './owner-changes.ts'

const accountWith = (type: CredentialType, config: JsonObject): Account =>
  ({
    identity: { verifiableAddresses: [], recoveryAddresses: [] },
    credentials: [{ type, config, identifiers: ['x'] }],
  }) as unknown as Account

const key = (id: string, more: JsonObject = {}) => ({ id, public_key: 'p', ...more })
const account = (provider: string, more: JsonObject = {}) => ({ provider, subject: 's', ...more })

describe('what an owner is told of', () => {
  for (const [what, type, before, after, told] of [
    [
      'a counter',
      'passkey',
      { credentials: [key('a')] },
      { credentials: [key('a', { n: 1 })] },
      [],
    ],
    ['tokens', 'oidc', { providers: [account('a')] }, { providers: [account('a', { t: 1 })] }, []],
    [
      'the order',
      'oidc',
      { providers: [account('a'), account('b')] },
      { providers: [account('b'), account('a')] },
      [],
    ],
    [
      'two accounts at one provider',
      'oidc',
      {},
      { providers: [account('a'), account('a', { subject: 't' })] },
      ['way-in added a'],
    ],
    [
      'accounts at two providers',
      'oidc',
      {},
      { providers: [account('a'), account('b')] },
      ['way-in added a', 'way-in added b'],
    ],
    [
      'one key for another',
      'passkey',
      { credentials: [key('a')] },
      { credentials: [key('b')] },
      ['way-in added ', 'way-in removed '],
    ],
    [
      'a key that is a second factor',
      'webauthn',
      {},
      { credentials: [key('a')] },
      ['second-factor added '],
    ],
    [
      'a key that is enough',
      'webauthn',
      {},
      { credentials: [key('a', { is_passwordless: true })] },
      ['way-in added '],
    ],
    ['addresses for codes', 'code', { addresses: ['a'] }, { addresses: ['b'] }, []],
    ['codes', 'code', {}, { addresses: ['a'] }, ['way-in added ']],
  ] as const)
    it(`${what}: ${told.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(
        ownerChanges(
          accountWith(type, before as JsonObject),
          accountWith(type, after as JsonObject),
        ).map((one) =>
          'turn' in one
            ? `${one.kind} ${one.turn} ${'provider' in one ? one.provider : ''}`
            : one.kind,
        ),
        told,
      ))
})
