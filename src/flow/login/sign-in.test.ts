import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import type { Credential } from '#identity/credential.ts'
import { createAssurance } from '#session/assurance.ts'
import { defaultRules } from '#rules.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { noHooks } from '../hooks.ts'
import { createSignIn, type SignInParts } from './sign-in.ts'

const credential = (type: Credential['type'], config: Credential['config']): Credential => ({
  type,
  identifiers: [],
  config,
  version: 0,
  createdAt: 0,
  updatedAt: 0,
})
const password = credential('password', { hashed_password: '$2b$…' }),
  authenticator = credential('totp', { totp_url: 'sealed' })

/** Signs somebody in by a password; answers whether they were let in. Nothing is stored. */
async function signIn(
  credentials: readonly Credential[],
  secondFactor: 'asked-for' | 'not-known',
  current?: { readonly aal: string },
): Promise<boolean> {
  let begun = false
  const parts = {
    hooks: noHooks,
    authorization: {},
    shield: { remember: async () => undefined },
    csrf: { newSecret: () => 'secret' },
    sessionAal: () => 'aal1',
    rules: { ...defaultRules, confirmedSession: 'is-replaced', secondFactor },
    clock: () => 0,
    events: () => undefined,
    tellSignIn: async () => undefined,
    transact: (work: () => Promise<unknown>) => work(),
    schemas: () => ({ find: () => undefined }),
    assurance: createAssurance({
      identities: { find: async () => undefined },
      factors: () => ['totp'],
    }),
    settings: () => ({ after: { hooks: [], methods: {}, defaultReturnUrl: undefined } }),
    flows: { update: async (flow: unknown) => flow },
    remembered: { recall: async () => undefined, remember: async () => undefined },
    factorResets: { cancelBySignIn: async () => false },
    deletions: { cancelBySignIn: async () => [] },
    sessions: {
      confirm: async (session: unknown) => session,
      begin: () => ((begun = true), { session: { id: 's' }, token: 't' }),
      store: async () => undefined,
    },
  } as unknown as SignInParts
  const account = { identity: { id: 'i', state: 'active' }, credentials }
  const step = {
    kind: 'proved',
    account,
    proof: { method: 'password', aal: 'aal1', completedAt: 0 },
  }
  try {
    await unrecorded(() =>
      createSignIn(parts)(
        { id: 'f', type: 'api', memory: {} } as never,
        step as never,
        current &&
          ({ identity: account.identity, session: { ...current, id: 'c', methods: [] } } as never),
        '/',
        { sessionToken: undefined, client: {} } as never,
      ),
    )
  } catch (error) {
    assert.ok(error instanceof Refusal && error.kind === 'forbidden')
    assert.equal(begun, false, 'no session has begun')
    return false
  }
  return true
}

describe('a second factor', () => {
  it('does not keep anybody out where it can be asked for afterwards', async () =>
    assert.equal(await signIn([password, authenticator], 'asked-for'), true))

  it('that cannot be asked for is not skipped: the first alone does not let its owner in', async () =>
    assert.equal(await signIn([password, authenticator], 'not-known'), false))

  it('that has been given in the session to be confirmed is not asked for again', async () =>
    assert.equal(await signIn([password, authenticator], 'not-known', { aal: 'aal2' }), true))

  it('is not missed by somebody who has none', async () =>
    assert.equal(await signIn([password], 'not-known'), true))
})
