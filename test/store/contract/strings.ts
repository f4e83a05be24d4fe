import assert from 'node:assert/strict'
import { Conflict } from '#identity/identity-store.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import {
  password,
  recovery,
  sampleFlow,
  sampleAccount,
  sampleIdentity,
  sampleSession,
  tokenHash,
  verifiable,
} from './samples.ts'

/** All different; databases like to take some of them for each other, or for something else. */
const strings = [
  '',
  ' ',
  'a',
  'A',
  'a ',
  ' a',
  'a  ',
  'a\t',
  'ä',
  'Ä',
  'a\u0308',
  'ß',
  'ss',
  'ı',
  'i',
  'İ',
  'é',
  'e',
  '\u212b',
  '\u00e5',
  'ﬁ',
  'fi',
  '𝒶',
  '😀',
  '👩‍👩‍👧',
  '\u202eabc',
  '\ufeffa',
  '\u200b',
  '\0',
  'a\0',
  'a\0b',
  '\ud800',
  '\udc00',
  'a\ud83d',
  '\\',
  '\\\\',
  '\\0',
  '\\u0000',
  "'",
  "''",
  '"',
  '`',
  "'; DROP TABLE pallas_identities; --",
  '%',
  '_',
  '*',
  '$1',
  '?',
  ':a',
  '\n',
  '\r\n',
  '\u2028',
  '\u0002\u0003\u007f',
  '1',
  '01',
  '1.0',
  'null',
  'NULL',
  'true',
  '1e3',
  'x'.repeat(500),
  'x'.repeat(501),
  '😀'.repeat(400),
  'y'.repeat(100_000),
  '__proto__',
  'constructor',
]

const accountOf = (value: string, index: number): Account => ({
  identity: sampleIdentity({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    schemaId: value,
    traits: { [value]: value },
    externalId: value,
    organizationId: value,
    metadataPublic: value,
    metadataAdmin: [value],
    verifiableAddresses: [verifiable(value)],
    recoveryAddresses: [recovery(value, { via: 'sms' })],
  }),
  credentials: [{ ...password(value), config: { [value]: value } }],
})

export function stringPromises(promise: Promises): void {
  promise('any string is stored, found and told from all others', async ({ identities }) => {
    const accounts = strings.map(accountOf)
    assert.deepEqual(
      (await identities.insertMany(accounts)).filter((conflict) => conflict !== undefined),
      [],
    )
    const listed = await identities.listIdentities({}, { limit: strings.length })
    assert.equal(JSON.stringify(listed), JSON.stringify(accounts.map(({ identity }) => identity)))
    for (const [index, value] of strings.entries()) {
      const account = accounts[index]
      const name = JSON.stringify(value.slice(0, 40))
      assert.deepEqual(await identities.findByIdentifier('password', value), account, name)
      assert.deepEqual(await identities.findByExternalId(value), account, name)
      assert.deepEqual(await identities.findByAddress('verifiable', value), account, name)
      assert.deepEqual(await identities.findByAddress('recovery', value), account, name)
      assert.deepEqual(
        await identities.list({ organizationId: value }, { limit: 9 }),
        [account],
        name,
      )
      assert.deepEqual(await identities.list({ identifier: value }, { limit: 9 }), [account], name)
      assert.equal(
        await identities.count({ similarIdentifier: value }),
        strings.filter((other) => other.includes(value)).length,
        name,
      )
      await assert.rejects(
        identities.insert({ identity: sampleIdentity(), credentials: [password(value)] }),
        Conflict,
        name,
      )
    }
  })

  promise(
    'any string comes back unchanged from among many that are stored at once',
    async ({ identities }) => {
      const others = Array.from({ length: 1000 }, (_, n) =>
        accountOf(`other ${n}`, strings.length + n),
      )
      const accounts = strings.map(accountOf)
      const [taken] = others
      assert.ok(taken)
      assert.ok(
        (await identities.insertMany([...others, ...accounts])).every(
          (conflict) => conflict === undefined,
        ),
      )
      for (const account of accounts)
        assert.deepEqual(await identities.find(account.identity.id), account)
      const again = await identities.insertMany([
        ...Array.from({ length: 1000 }, (_, n) =>
          accountOf(`more ${n}`, strings.length + 1000 + n),
        ),
        { ...sampleAccount(), credentials: taken.credentials },
      ])
      assert.deepEqual(
        again.map((conflict) => conflict?.subject),
        [...Array.from({ length: 1000 }, () => undefined), 'identifier'],
      )
    },
  )

  promise(
    'any string in a flow, a session or a count comes back unchanged',
    async ({ identities, sessions, flows, attempts }) => {
      const account = accountOf('x', 1)
      await identities.insert(account)
      for (const [index, value] of strings.entries()) {
        const flow = sampleFlow({
          requestUrl: value,
          returnTo: value,
          csrfHash: value,
          schemaId: value,
          memory: { [value]: value },
        })
        await flows.insert(flow)
        assert.deepEqual(await flows.find('login', flow.id), flow)
        const session = sampleSession(account.identity, {
          devices: [{ id: value, ipAddress: value, userAgent: value, location: value }],
        })
        const token = tokenHash()
        await sessions.insert(session, token)
        assert.deepEqual((await sessions.findByToken(token))?.session, session)
        assert.equal((await attempts.fail(value, index)).failures, 1)
      }
    },
  )

  promise(
    'any string may be asked for where an id or a token is expected',
    async ({ identities, sessions, flows, errors }) => {
      const account = accountOf('x', 1)
      await identities.insert(account)
      const { id } = account.identity
      for (const value of [...strings, `${id} `, ` ${id}`, `${id}\0`, `{${id}}`]) {
        assert.equal(await identities.find(value), undefined)
        assert.equal(await identities.delete(value), false)
        assert.deepEqual(await identities.list({ ids: [value] }, { limit: 9 }), [])
        assert.equal(await sessions.findByToken(value), undefined)
        assert.equal(await sessions.find(value), undefined)
        assert.equal(await sessions.revoke(value), false)
        assert.equal(await flows.find('login', value), undefined)
        assert.equal(await errors.find(value), undefined)
      }
      await identities.list({}, { limit: 9, after: '\0\ud800😀' })
      assert.ok(await identities.find(id))
    },
  )
}
