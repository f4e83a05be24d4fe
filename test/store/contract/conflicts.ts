import assert from 'node:assert/strict'
import { Conflict } from '#identity/identity-store.ts'
import type { Account, ConflictSubject } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import {
  concurrently,
  password,
  recovery,
  sampleAccount,
  sampleIdentity,
  verifiable,
} from './samples.ts'

const first = sampleAccount('taken', { externalId: 'taken' })

const conflicting: Readonly<Record<ConflictSubject, Account>> = {
  id: { identity: sampleIdentity({ id: first.identity.id }), credentials: [] },
  'external-id': { identity: sampleIdentity({ externalId: 'taken' }), credentials: [] },
  identifier: { identity: sampleIdentity(), credentials: [password('free', 'taken')] },
  'verifiable-address': {
    identity: sampleIdentity({ verifiableAddresses: [verifiable('taken')] }),
    credentials: [],
  },
  'recovery-address': {
    identity: sampleIdentity({ recoveryAddresses: [recovery('taken')] }),
    credentials: [],
  },
}

const conflict =
  (subject: ConflictSubject) =>
  (error: unknown): boolean =>
    error instanceof Conflict && error.subject === subject

export function conflictPromises(promise: Promises): void {
  promise(
    'what is taken is named, and nothing of the account is stored',
    async ({ identities }) => {
      await identities.insert(first)
      for (const [subject, account] of Object.entries(conflicting) as [
        ConflictSubject,
        Account,
      ][]) {
        await assert.rejects(identities.insert(account), conflict(subject), subject)
      }
      assert.equal(await identities.count({}), 1)
      assert.equal(await identities.findByIdentifier('password', 'free'), undefined)
    },
  )

  promise(
    'a change that would take what another has is refused, and the account stays as it was',
    async ({ identities }) => {
      await identities.insert(first)
      const own = sampleAccount('own')
      await identities.insert(own)
      for (const [subject, { identity, credentials }] of Object.entries(conflicting) as [
        ConflictSubject,
        Account,
      ][]) {
        if (subject === 'id') continue
        const { externalId, verifiableAddresses, recoveryAddresses } = identity
        await assert.rejects(
          identities.replace({
            identity: { ...own.identity, externalId, verifiableAddresses, recoveryAddresses },
            credentials,
          }),
          conflict(subject),
          subject,
        )
      }
      assert.deepEqual(await identities.find(own.identity.id), own)
      assert.deepEqual(await identities.findByIdentifier('password', 'own'), own)
    },
  )

  promise(
    'one identifier may belong to credentials of several types, and be repeated within an account',
    async ({ identities }) => {
      await identities.insert(first)
      const other: Account = {
        identity: sampleIdentity(),
        credentials: [{ ...password('taken', 'taken'), type: 'code' }],
      }
      await identities.insert(other)
      assert.deepEqual(await identities.findByIdentifier('code', 'taken'), other)
      assert.deepEqual(await identities.findByIdentifier('password', 'taken'), first)
    },
  )

  promise(
    'of 200 accounts with one identifier at the same moment exactly one is stored',
    async ({ identities }) => {
      const outcomes = await concurrently(200, 200, (index) =>
        identities
          .insert({
            identity: sampleIdentity({ traits: { index } }),
            credentials: [password('everyone@example.org')],
          })
          .then(
            () => 'stored',
            (error: unknown) => error,
          ),
      )
      assert.equal(outcomes.filter((outcome) => outcome === 'stored').length, 1)
      assert.ok(
        outcomes.every((outcome) => outcome === 'stored' || conflict('identifier')(outcome)),
      )
      assert.equal(await identities.count({}), 1)
    },
  )

  promise(
    'of many accounts each is stored wholly or not at all, and its conflict is answered in its place',
    async ({ identities }) => {
      await identities.insert(first)
      const good = Array.from({ length: 250 }, (_, index) => sampleAccount(`good-${index}`))
      const { identifier, 'recovery-address': address } = conflicting
      const twin = sampleAccount('good-3')
      const many = [...good.slice(0, 120), identifier, ...good.slice(120), address, twin]
      const answers = await identities.insertMany(many)
      assert.equal(answers.length, many.length)
      assert.deepEqual(
        answers.map((answer) => answer?.subject).filter((subject) => subject !== undefined),
        ['identifier', 'recovery-address', 'identifier'],
      )
      assert.equal(answers[120]?.subject, 'identifier')
      assert.equal(await identities.count({}), 251)
      assert.deepEqual(await identities.findByIdentifier('password', 'good-249'), good[249])
      assert.equal(await identities.findByIdentifier('password', 'free'), undefined)
    },
  )

  promise('storing no accounts at all is no error', async ({ identities }) => {
    assert.deepEqual(await identities.insertMany([]), [])
  })
}
