// After a move some people are looked up as a sign-in does. Each way to sign in that is broken is found.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { importableTypes } from '#identity/credential-types.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createLookupEncryption } from '#methods/lookup-secret/credential.ts'
import { createTotpEncryption } from '#methods/totp/credential.ts'
import { checkSample } from '#move/check-sample.ts'
import { createSample } from '#move/sample.ts'
import { sampleAccount } from '../store/contract/samples.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { cipherSecret, everybody, ids } from '../support/kratos-people.ts'
import { newest, runAll, writeTables } from '../support/kratos-tables.ts'
import { createDestination } from '../support/moves.ts'

const cipher = createCipher(['a secret'])
const there = await sqliteDatabases.fresh()
await writeTables(there.dsn, newest, everybody())

/** Moves everybody, breaks something here, and moves again; answers what the check says then. */
async function brokenBy(statements: readonly string[]): Promise<readonly string[]> {
  const here = createDestination()
  const { checked } = await here.move(there.dsn, { secrets: [cipherSecret] })
  assert.equal(checked.faults, 0)
  await runAll(here.dsn, statements)
  const { lost, tally } = await here.move(there.dsn, { secrets: [cipherSecret] })
  assert.equal(tally.people.unchanged, Object.keys(ids).length)
  const faults = lost.filter(({ kind }) => kind === 'check')
  here.remove()
  return faults.map(({ what }) => what ?? '')
}

/** The types of credentials that somebody has. */
const types = importableTypes.filter((type) => type !== 'saml')
/** Those whose content is all that says whether they are right. */
const judged = types.filter((type) => type !== 'code')

describe('the check after a move', () => {
  it('looks everybody up where they are fewer than it takes', async () => {
    const here = createDestination()
    const { checked } = await here.move(there.dsn, { secrets: [cipherSecret] })
    here.remove()
    assert.deepEqual(checked, { people: Object.keys(ids).length, ways: 11, sessions: 3, faults: 0 })
  })

  it('finds what is broken in the content, of every type', async () => {
    const broken =
      '{"hashed_password":"$2b$04$x","sealed":"1.x.y","credentials":[],"providers":' +
      '[{"provider":"hub","subject":"Subject-1","initial_access_token":"1.x.y"}]}'
    const told = await brokenBy([
      `UPDATE pallas_credentials SET config = '${broken}' WHERE config <> '{}'`,
    ])
    assert.deepEqual([...new Set(told)].sort(), [...judged].sort())
  })

  it('finds identifiers and session tokens that find nobody, of every type that has them', async () => {
    const told = await brokenBy([
      'DELETE FROM pallas_lookups',
      'UPDATE pallas_sessions SET token_hash = id',
    ])
    const found = types.filter((type) => type !== 'totp' && type !== 'lookup_secret')
    const ofTypes = told.filter((what) => types.some((type) => type === what))
    assert.deepEqual([...new Set(ofTypes)].sort(), [...found].sort())
    assert.equal(told.length - ofTypes.length, 3)
  })

  it('finds who is missing, but not who was deleted or has changed here since', async () => {
    const id = ids.plain
    const faults = async (moved: boolean, version: number | undefined) => {
      const account = sampleAccount(undefined, { id, version: version ?? 1 })
      const { faults: count } = await checkSample(
        [{ id, ways: [], sessions: [] }],
        'there',
        {
          identities: {
            find: async () => (version === undefined ? undefined : account),
            findByIdentifier: async () => undefined,
          },
          sessions: { findByToken: async () => undefined },
          moves: {
            find: async () => (moved ? { id, digest: '', version: 1 } : undefined),
          },
          cipher,
          totp: createTotpEncryption(cipher),
          lookup: createLookupEncryption(cipher),
        },
        [],
        () => undefined,
      )
      return count
    }
    assert.equal(await faults(false, undefined), 1)
    assert.deepEqual([await faults(true, undefined), await faults(true, 2)], [0, 0])
  })

  it('picks each id as likely as every other', () => {
    let state = 1
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
    const counts = new Map<string, number>()
    for (let run = 0; run < 2000; run++) {
      const sample = createSample(5, random)
      for (let id = 0; id < 20; id++) sample.add(String(id))
      for (const id of sample.ids()) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    assert.equal(counts.size, 20)
    for (const count of counts.values()) assert.ok(Math.abs(count - 500) < 100, String(count))
  })
})
