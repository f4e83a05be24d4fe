// What a database of the reference has is brought into ours: once, and again what has changed there.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { OnEnd, Part, Request } from '#move/reader.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { codeAt, stepUp } from '../support/factors.ts'
import { writeCookie } from '../support/foreign-cookies.ts'
import { Jar } from '../support/jar.ts'
import { withKeys } from '../support/keys.ts'
import {
  accessToken,
  cipherSecret,
  codes,
  createdAt,
  everybody,
  ground,
  ids,
  joined,
  keys,
  password,
  rowsOf,
  tokens,
  totpSecret,
  without,
} from '../support/kratos-people.ts'
import {
  generations,
  newest,
  runAll,
  writeTables,
  type SourceTables,
} from '../support/kratos-tables.ts'
import { providerSettings } from '../support/oidc.ts'
import {
  confirmByKey,
  createDestination,
  signIn,
  signInByCode,
  signInByKey,
  whoami,
  type Destination,
} from '../support/moves.ts'
import { mergeDeep, type TestServer } from '../support/server.ts'

const person = (traits: object) => ({
  type: 'object',
  properties: { traits: { type: 'object', properties: traits } },
})
const uses = (...types: readonly string[]) => ({
  type: 'string',
  'ory.sh/kratos': {
    credentials: Object.fromEntries(types.map((type) => [type, { identifier: true }])),
    verification: { via: 'email' },
    recovery: { via: 'email' },
  },
})
const schema = (of: object) => ({
  identity: {
    schemas: [
      { id: 'default', url: `base64://${Buffer.from(JSON.stringify(of)).toString('base64')}` },
    ],
  },
})
const config = mergeDeep(
  mergeDeep(withKeys(false), schema(person({ email: uses('password', 'webauthn', 'code') }))),
  {
    selfservice: {
      methods: {
        oidc: { enabled: true, config: { providers: [providerSettings('hub')] } },
        totp: { enabled: true },
        lookup_secret: { enabled: true },
        code: { enabled: true, passwordless_enabled: true },
      },
    },
    session: { whoami: { required_aal: 'aal1' } },
  },
)

async function databaseOf(rows: SourceTables, generation = newest as (typeof generations)[number]) {
  const { dsn, drop } = await sqliteDatabases.fresh()
  await writeTables(dsn, generation, rows)
  return { dsn, drop, file: dsn.slice('sqlite://'.length).replace(/\?.*/, '') }
}

/** Runs a test with a new destination and a source with these rows. */
async function withMove(
  rows: SourceTables,
  work: (here: Destination, there: Awaited<ReturnType<typeof databaseOf>>) => Promise<void>,
): Promise<void> {
  const there = await databaseOf(rows),
    here = createDestination(config)
  try {
    await work(here, there)
  } finally {
    here.remove()
    await there.drop()
  }
}

const ofColumn = (generation: (typeof generations)[number], table: string, column: string) =>
  generation.tables[table]?.includes(column) === true

for (const generation of generations) {
  const has = (table: string, column = 'id') => ofColumn(generation, table, column)
  describe(`people of tables ${generation.name}`, () => {
    let here: Destination, server: TestServer, found: Awaited<ReturnType<Destination['move']>>
    before(async () => {
      const there = await databaseOf(everybody(), generation)
      here = createDestination(config)
      found = await here.move(there.dsn, { secrets: [cipherSecret] })
      await there.drop()
      server = await here.serve()
    })
    after(async () => {
      await server.close()
      here.remove()
    })
    const shown = async (id: string) =>
      (await server.admin('GET', `/admin/identities/${id}?include_credential=oidc`)).json

    it('are here, and the counts are the same', () => {
      assert.equal(found.tally.people.added, Object.keys(ids).length)
      assert.deepEqual(
        found.comparison.filter(({ isGood }) => !isGood),
        [],
      )
    })
    it('keep ids, traits, times, metadata and states', async () => {
      const plain = await shown(ids.plain)
      assert.deepEqual(plain.traits, {
        email: 'Plain.Person@Example.org',
        name: { first: 'Zoë' },
      })
      assert.equal(Date.parse(plain.created_at), createdAt)
      assert.deepEqual((await shown(ids.empty)).traits, {})
      if (has('identities', 'metadata_public'))
        assert.deepEqual(
          [plain.metadata_public, plain.metadata_admin],
          [{ seat: '12A' }, { note: [1, null] }],
        )
      if (has('identities', 'external_id')) assert.equal(plain.external_id, 'crm-7')
      const { state } = await shown(ids.inactive)
      assert.equal(state, has('identities', 'state') ? 'inactive' : 'active')
    })
    it('keep the proof of their addresses, and have recovery addresses', async () => {
      const { verifiable_addresses: addresses, recovery_addresses: recovery } = await shown(
        ids.plain,
      )
      assert.deepEqual(
        addresses.map((one: any) => [one.value, one.verified, Date.parse(one.verified_at)]),
        [['plain.person@example.org', true, createdAt]],
      )
      assert.deepEqual(
        recovery.map((one: any) => one.value),
        ['plain.person@example.org'],
      )
      assert.deepEqual(
        (await shown(ids.factors)).verifiable_addresses.map((one: any) => one.status),
        ['sent'],
      )
    })
    it('sign in with their passwords; who is inactive, or has none, does not', async () => {
      assert.equal((await signIn(server, 'Plain.Person@example.org', password)).status, 200)
      assert.equal((await signIn(server, 'oidc@example.org', password)).status, 400)
      assert.equal(
        (await signIn(server, 'inactive@example.org', password)).status === 200,
        !has('identities', 'state'),
      )
    })
    it('have tokens of providers under our key; those that cannot be opened are told', async () => {
      const { credentials } = await shown(ids.oidc)
      const [link] = credentials.oidc.config.providers
      assert.deepEqual(
        [link.provider, link.subject, link.initial_access_token, link.initial_refresh_token],
        ['hub', 'Subject-1', accessToken, ''],
      )
      assert.deepEqual(credentials.oidc.identifiers, ['hub:Subject-1'])
      const lost = found.lost.filter(({ person: one }) => one === ids.oidc)
      assert.deepEqual(lost.map(({ kind, what }) => `${kind} ${what}`).sort(), [
        'credential deviceauthn',
        'token oidc',
      ])
    })
    it('have the sessions that were good, and no others', async () => {
      const good = has('sessions', 'token') ? ids.plain : undefined
      for (const token of [tokens.live, tokens.old]) assert.equal(await whoami(server, token), good)
      const value = writeCookie({ sid: '30000000-0000-4000-8000-000000000001' })
      const jar = new Jar()
      jar.store([`ory_kratos_session=${value}; Path=/`])
      const { json: known } = await server.public('GET', '/sessions/whoami', { jar })
      assert.equal(known.identity?.id, good === undefined ? ids.plain : undefined)
      for (const token of [tokens.expired, tokens.ended])
        assert.equal(await whoami(server, token), undefined)
      if (has('sessions', 'aal')) {
        const { json } = await server.public('GET', '/sessions/whoami', { token: tokens.second })
        assert.deepEqual(
          [
            json.authenticator_assurance_level,
            json.authentication_methods.map((one: any) => one.method),
          ],
          ['aal2', ['password', 'totp']],
        )
      }
      if (has('session_devices')) {
        const { json } = await server.public('GET', '/sessions/whoami', { token: tokens.live })
        assert.deepEqual(
          json.devices.map((one: any) => [one.ip_address, one.user_agent, one.location]),
          [['198.51.100.7', 'App/1', 'Lisboa, PT']],
        )
      }
    })
    it('get the messages that wait and have no code', async () => {
      const { json } = await server.admin('GET', '/admin/courier/messages')
      assert.deepEqual(
        json
          .map((one: any) => [one.template_type, one.recipient])
          .filter(([, recipient]: any) => recipient === 'somebody@example.org'),
        has('courier_messages', 'template_type')
          ? [['recovery_code_invalid', 'somebody@example.org']]
          : [],
      )
      assert.ok(found.lost.some(({ kind }) => kind === 'message'))
    })
    it('use their second factors, and used backup codes stay used', async () => {
      const token = async () =>
        (await signIn(server, 'factors@example.org', password)).json.session_token
      const statusOf = async (body: object) => (await stepUp(server, await token(), body)).status
      const totp = { method: 'totp', totp_code: codeAt(totpSecret, server.now()) }
      assert.equal(await statusOf(totp), 200)
      const lookup = (code: string) => statusOf({ method: 'lookup_secret', lookup_secret: code })
      assert.deepEqual([await lookup(codes.used), await lookup(codes.unused)], [400, 200])
    })
    it('use their keys, by each of their user handles', async () => {
      assert.equal(
        (await confirmByKey(server, 'keys@example.org', password, keys.second)).status,
        200,
      )
      for (const key of keys.passkeys)
        assert.equal((await signInByKey(server, 'passkey', 'keys@example.org', key)).status, 200)
    })
    it('sign in by code', async () => {
      assert.equal((await signInByCode(server, 'code@example.org')).status, 200)
    })
  })
}

describe('a move', () => {
  const some = (name: string, more: Parameters<typeof rowsOf>[1] = {}) => ({
    traits: { email: `${name}@example.org` },
    credentials: [['password', {}, [`${name}@example.org`]] as const],
    ...more,
  })
  const one = ids.plain,
    other = ids.factors,
    third = ids.keys
  const emailOf = async (here: Destination, id: string) => {
    const store = await here.open()
    const account = await store.identities.find(id)
    await store.close()
    return account?.identity.traits['email']
  }

  it('changes nothing in the database that is read, and stores nothing when it is run again', () =>
    withMove(everybody(), async (here, there) => {
      const digest = () => createHash('sha256').update(readFileSync(there.file)).digest('hex')
      const before = digest()
      await here.move(there.dsn)
      const { tally, comparison } = await here.move(there.dsn)
      assert.equal(digest(), before)
      assert.deepEqual(
        [tally.people, tally.sessions.added, tally.messages],
        [
          { added: 0, changed: 0, unchanged: Object.keys(ids).length, deleted: 0 },
          0,
          { added: 0, unchanged: 1 },
        ],
      )
      assert.ok(comparison.every(({ isGood }) => isGood))
    }))

  it('brings in a second run what has changed there since: people, deletions, ended sessions', () =>
    withMove(
      joined(
        ground,
        rowsOf(one, some('one', { sessions: [{ token: tokens.live }, { token: tokens.second }] })),
        rowsOf(other, some('other')),
        rowsOf(third, some('third')),
      ),
      async (here, there) => {
        await here.move(there.dsn, { secrets: [] })
        const again = rowsOf(ids.oidc, some('other'))
        const traits = JSON.stringify({ email: 'one@example.org', name: 'new' })
        await runAll(there.dsn, [
          `UPDATE identities SET traits = '${traits}' WHERE id = '${one}'`,
          `UPDATE sessions SET active = 0 WHERE token = '${tokens.live}'`,
          ...Object.keys(again).map((table) =>
            table === 'identities'
              ? `DELETE FROM identities WHERE id = '${other}'`
              : `DELETE FROM ${table} WHERE ${
                  newest.tables[table]?.includes('identity_id') ? 'identity_id' : 'id'
                } = '${other}'`,
          ),
        ])
        await writeMore(there.dsn, again)
        const { tally } = await here.move(there.dsn)
        assert.deepEqual(tally.people, { added: 1, changed: 1, unchanged: 1, deleted: 1 })
        assert.equal(tally.sessions.ended, 1)
        assert.equal(await emailOf(here, ids.oidc), 'other@example.org')
        const server = await here.serve()
        assert.deepEqual(
          [await whoami(server, tokens.live), await whoami(server, tokens.second)],
          [undefined, one],
        )
        await server.close()
      },
    ))

  it('leaves what has changed here since, and says so', () =>
    withMove(joined(ground, rowsOf(one, some('one'))), async (here, there) => {
      await here.move(there.dsn)
      const server = await here.serve()
      await server.admin('PATCH', `/admin/identities/${one}`, {
        json: [{ op: 'replace', path: '/traits/email', value: 'mine@example.org' }],
      })
      await server.close()
      await runAll(there.dsn, [`UPDATE identities SET metadata_public = '{}' WHERE id = '${one}'`])
      const { lost } = await here.move(there.dsn)
      assert.equal(await emailOf(here, one), 'mine@example.org')
      assert.deepEqual(
        lost.map(({ kind, person: id }) => [kind, id]),
        [['note', one]],
      )
      await runAll(there.dsn, [`DELETE FROM identities WHERE id = '${one}'`])
      await here.move(there.dsn)
      assert.equal(await emailOf(here, one), 'mine@example.org')
    }))

  it('goes on after it was stopped, and brings everybody once', () =>
    withMove(everybody(), async (here, there) => {
      const count = Object.keys(ids).length
      let pages = 0
      await assert.rejects(
        here.move(there.dsn, {
          limit: 2,
          change: (reader) => ({
            ...reader,
            people: (asked) =>
              ++pages === 3 ? Promise.reject(new Error('stopped')) : reader.people(asked),
          }),
        }),
        /stopped/,
      )
      const { tally } = await here.move(there.dsn, { limit: 3 })
      assert.ok(tally.people.unchanged > 0)
      assert.equal(tally.people.added + tally.people.unchanged, count)
      const store = await here.open()
      assert.equal(await store.identities.count({}), count)
      await store.close()
    }))

  it('is told where a page ends before it is read, and reads several at the same time', () =>
    withMove(everybody(), async (here, there) => {
      let open = 0,
        most = 0
      const watched =
        <P extends Part>(read: (asked: Request, onEnd?: OnEnd) => Promise<P>) =>
        async (asked: Request, onEnd?: OnEnd): Promise<P> => {
          most = Math.max(most, ++open)
          let end: { readonly last: string | undefined } | undefined
          const part = await read(asked, (last) => {
            end ??= { last }
            onEnd?.(last)
          })
          await setImmediate()
          open--
          assert.deepEqual(end, { last: part.last })
          return part
        }
      const { tally } = await here.move(there.dsn, {
        limit: 2,
        change: (reader) => ({
          ...reader,
          atOnce: 3,
          people: watched(reader.people),
          sessions: watched(reader.sessions),
        }),
      })
      assert.equal(tally.people.added, Object.keys(ids).length)
      assert.ok(most > 1)
    }))

  it('reads the first sessions while the last people are not stored yet', () =>
    withMove(everybody(), async (here, there) => {
      let asked = false,
        seen: boolean | undefined
      await here.move(there.dsn, {
        limit: 2,
        change: (reader) => ({
          ...reader,
          people: async (request, onEnd) => {
            const part = await reader.people(request, onEnd)
            if (part.last !== undefined) return part
            for (let turns = 0; turns < 20; turns++) await setImmediate()
            seen = asked
            return part
          },
          sessions: (request, onEnd) => {
            asked = true
            return reader.sessions(request, onEnd)
          },
        }),
      })
      assert.equal(seen, true)
    }))

  it('says who could not be brought, and brings everybody else', () =>
    withMove(
      joined(ground, rowsOf(one, some('one')), rowsOf(other, some('other'))),
      async (here, there) => {
        // NOTE somebody who has signed up here
        await here.move((await databaseOf(ground)).dsn)
        const server = await here.serve()
        const { status } = await server.admin('POST', '/admin/identities', {
          json: { schema_id: 'default', traits: { email: 'one@example.org' } },
        })
        assert.equal(status, 201)
        await server.close()
        const { lost, tally, comparison } = await here.move(there.dsn)
        assert.deepEqual(
          lost.map(({ kind, person: id }) => [kind, id]),
          [['person', one]],
        )
        assert.equal(tally.people.added, 1)
        assert.ok(comparison.every(({ isGood }) => isGood))
      },
    ))

  it('takes what was stored there alone where what the traits make here is in the way', () =>
    withMove(
      joined(
        ground,
        // NOTE there, neither has an identifier of codes
        rowsOf(one, { ...some('same'), credentials: [] }),
        rowsOf(other, {
          traits: { email: 'same@example.org' },
          credentials: [['totp', {}, []]],
        }),
      ),
      async (here, there) => {
        await runAll(there.dsn, [
          `DELETE FROM identity_verifiable_addresses WHERE identity_id = '${other}'`,
          `DELETE FROM identity_recovery_addresses WHERE identity_id = '${other}'`,
        ])
        const { tally, lost } = await here.move(there.dsn)
        assert.deepEqual([tally.people.added, lost], [2, []])
      },
    ))

  it('reads one of several networks, which has to be named', () =>
    withMove(joined(ground, rowsOf(one, some('one'))), async (here, there) => {
      const second = '22222222-2222-4222-8222-222222222222'
      await runAll(there.dsn, [
        `INSERT INTO networks (id, created_at) VALUES ('${second}', '2027-01-01')`,
      ])
      await assert.rejects(here.move(there.dsn), /several networks/)
      await assert.rejects(here.move(there.dsn, { network: ids.empty }), /no network/)
      const { tally } = await here.move(there.dsn, { network: second })
      assert.equal(tally.people.added, 0)
    }))

  it('refuses a database that is none of the reference, and a file that is not there', () =>
    withMove(ground, async (here, there) => {
      await assert.rejects(here.move(`sqlite://${there.file}.missing`), /no file that exists/)
      assert.equal(existsSync(`${there.file}.missing`), false)
      const { dsn } = await sqliteDatabases.fresh()
      await runAll(dsn, ['CREATE TABLE people (id TEXT)'])
      await assert.rejects(here.move(dsn), /none of Ory Kratos/)
    }))

  it('reads what stands in a write-ahead log, while somebody writes', () =>
    withMove(joined(ground, rowsOf(one, some('one'))), async (here, there) => {
      const writer = new DatabaseSync(there.file)
      writer.exec(
        'PRAGMA journal_mode = WAL; UPDATE identities SET traits = \'{"email":"in-log"}\'',
      )
      await here.move(there.dsn)
      writer.close()
      assert.equal(await emailOf(here, one), 'in-log')
    }))

  it('reads a file that may not be written', () =>
    withMove(joined(ground, rowsOf(one, some('one'))), async (here, there) => {
      await runAll(there.dsn, ['PRAGMA journal_mode = WAL'])
      chmodSync(there.file, 0o400)
      const { tally } = await here.move(`${there.dsn}&mode=ro`)
      assert.equal(tally.people.added, 1)
    }))

  it('leaves no person without what is theirs', () =>
    withMove(without(everybody(), [ids.oidc]), async (here, there) => {
      const { lost } = await here.move(there.dsn)
      assert.deepEqual(
        lost.map(({ kind }) => kind),
        ['message'],
      )
    }))
})

/** Rows for tables that are there. */
async function writeMore(dsn: string, rows: SourceTables): Promise<void> {
  const extra = await databaseOf(rows)
  const database = new DatabaseSync(dsn.slice('sqlite://'.length).replace(/\?.*/, ''))
  database.exec(`ATTACH '${extra.file}' AS extra`)
  for (const table of Object.keys(newest.tables))
    database.exec(`INSERT INTO main.${table} SELECT * FROM extra.${table}`)
  database.close()
  await extra.drop()
}
