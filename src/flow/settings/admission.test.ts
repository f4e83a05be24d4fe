import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAssurance } from '#session/assurance.ts'
import { noHooks } from '../hooks.ts'
import type { SettingsParts } from './parts.ts'
import { createSettings } from './settings.ts'

/** Settings of somebody with an authenticator app, and of nobody else. */
function settingsFor(aal: 'aal1' | 'aal2', requiredAal: 'aal1' | 'highest_available') {
  const identity = { id: 'i', schemaId: 's', traits: {} }
  const identities = {
    find: async () => ({ identity, credentials: [{ type: 'totp', config: { secret: 'x' } }] }),
  }
  return createSettings({
    identities,
    sessions: { ofCaller: async () => ({ session: { id: 'x', identityId: 'i', aal }, identity }) },
    assurance: createAssurance({ identities: identities as never, factors: () => ['totp'] }),
    settings: () => ({ requiredAal, lifespanMs: 1000 }),
    returns: () => ({ defaultReturnUrl: 'http://ui', allowedReturnUrls: [] }),
    rules: { returnToCheckedAt: 'start' },
    schemas: () => ({ find: () => ({ id: 's' }) }),
    flows: { insert: async () => undefined, find: async () => undefined },
    methods: () => [],
    hooks: noHooks,
    csrf: { hash: () => '' },
    clock: () => 0,
    newId: () => 'f',
    events: () => undefined,
    edition: 'e',
  } as unknown as SettingsParts)
}

const caller = { csrfSecret: '' } as never
const submission = {
  flowId: '00000000-0000-4000-8000-000000000000',
  fromForm: false,
  fields: {},
  unreadable: undefined,
}
const needs = { kind: 'proof-needed', need: 'second-factor', returnTo: undefined }

test('somebody who has a second factor needs it to open, read, submit and finish settings', async () => {
  const settings = settingsFor('aal1', 'highest_available')
  assert.deepEqual(await settings.start({ type: 'api', returnTo: undefined }, caller), needs)
  assert.deepEqual(await settings.show({ id: submission.flowId }, caller), needs)
  assert.deepEqual(await settings.submit(submission, caller), needs)
  assert.deepEqual(await settings.submitPending(submission, caller), needs)
})

test('with it, or where the first one is enough, the settings open', async () => {
  for (const settings of [settingsFor('aal2', 'highest_available'), settingsFor('aal1', 'aal1')]) {
    assert.equal((await settings.start({ type: 'api', returnTo: undefined }, caller)).kind, 'form')
  }
})
