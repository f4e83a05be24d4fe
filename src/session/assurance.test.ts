import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Refusal } from '#errors/refusal.ts'
import type { Credential } from '#identity/credential.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { createAssurance, requiredAal } from './assurance.ts'
import { createOwnSessions } from './own-sessions.ts'
import type { Aal } from './session.ts'

const on: readonly CredentialType[] = ['totp', 'lookup_secret', 'webauthn']
const credential = (type: CredentialType, config: Credential['config']): Credential => ({
  type,
  identifiers: [],
  config,
  version: 0,
  createdAt: 0,
  updatedAt: 0,
})
const password = credential('password', { hashed_password: 'x' })
const totp = credential('totp', { secret: 'x' })

describe('the required level of a session', () => {
  test('is aal2 for those with a second factor', () => {
    for (const second of [
      totp,
      credential('lookup_secret', { codes: 'x' }),
      credential('webauthn', { credentials: [{ is_passwordless: false }] }),
    ]) {
      assert.equal(requiredAal('highest_available', [password, second], on), 'aal2', second.type)
    }
  })
  test('is aal1 where the rule says so', () =>
    assert.equal(requiredAal('aal1', [password, totp], on), 'aal1'))
  test('is aal1 for those without a second factor', () => {
    const passkey = credential('webauthn', { credentials: [{ is_passwordless: true }] })
    for (const other of [
      credential('totp', {}),
      credential('webauthn', {}),
      passkey,
      credential('code', { addresses: [] }),
    ]) {
      assert.equal(requiredAal('highest_available', [password, other], on), 'aal1', other.type)
    }
  })
  test('does not depend on a factor that is switched off', () =>
    assert.equal(requiredAal('highest_available', [password, totp], ['webauthn']), 'aal1'))
})

describe('own sessions of somebody with a second factor', () => {
  function sessionsOf(aal: Aal, rule: 'aal1' | 'highest_available' = 'highest_available') {
    const found = {
      session: { id: 's', identityId: 'i', aal },
      identity: { id: 'i' },
      mayHaveSecondFactor: true,
    }
    const sessions = {
      required: async () => found,
      usable: () => ({}),
      count: async () => 0,
      listByOffset: async () => [],
      revokeOthers: async () => 0,
    }
    const assurance = createAssurance({
      identities: {
        find: async () => ({ identity: found.identity, credentials: [password, totp] }) as never,
      },
      factors: () => on,
    })
    return createOwnSessions({
      sessions: sessions as never,
      assurance,
      requiredAal: () => rule,
      cache: () => undefined,
      tokenizer: { tokenize: async () => '' },
      clock: () => 0,
      events: () => undefined,
    })
  }
  const caller = { sessionToken: 'x', cookieToken: undefined, bearerToken: undefined }
  const calls = (own: ReturnType<typeof sessionsOf>) => [
    own.whoami(undefined, caller),
    own.list({ limit: 1, offset: 0 }, caller),
    own.revokeOthers(undefined, caller),
    own.revokeOne({ id: 'x' }, caller),
  ]

  test('are neither shown nor ended without it', async () => {
    for (const call of calls(sessionsOf('aal1'))) {
      await assert.rejects(call, (refusal: Refusal) => {
        assert.deepEqual(
          [refusal.kind, refusal.id, refusal.remedy],
          ['forbidden', 'session_aal2_required', { start: 'login', aal: 'aal2' }],
        )
        return true
      })
    }
  })
  test('are shown with it, and where aal1 is enough', async () => {
    for (const own of [sessionsOf('aal2'), sessionsOf('aal1', 'aal1')]) {
      assert.equal((await own.whoami(undefined, caller)).identity.id, 'i')
      assert.deepEqual(await unrecorded(() => own.revokeOthers(undefined, caller)), {
        count: 0,
        known: 0,
      })
    }
  })
})
