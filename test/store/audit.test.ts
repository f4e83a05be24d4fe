// 16, item 3: an entry is stored exactly when its change is, and whatever is changed, removed, added
// or reordered in the database is found, on every database.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { clientDigest, createChain, streamOf, streams } from '#audit/chain.ts'
import { actions, actorKinds, type AuditEntry, type ChainedEntry } from '#audit/entry.ts'
import { verifyTrail, type Verification } from '#audit/verify.ts'
import { createMacKeys } from '#crypto/mac-keys.ts'
import { createTokens } from '#crypto/tokens.ts'
import { entryColumns } from '#store/audit-rows.ts'
import { segmentSize } from '#store/audit-targets.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { allDatabases, type TestDatabase } from '../support/databases.ts'
import { openOther, type Other } from '../support/other-connection.ts'

const { orderedUuid } = createTokens()
const start = Date.UTC(2026, 10, 3)
const secrets = ['the-newest-secret-of-32-characters', 'an-older-secret-of-32-characters..']
const keys = createMacKeys(() => secrets, 'audit')
const chain = createChain(keys)
const ada = '7c2cf5a4-1d0b-4ab3-9d7a-54f8ae0d4a11'

let made = 0
const ofPerson = (client: string, clientSalt: string) => ({
  client,
  clientSalt,
  clientDigest: clientDigest(clientSalt, client),
})
function sample(more: Partial<AuditEntry> = {}): AuditEntry {
  const at = start + made++ * 1000
  return {
    id: orderedUuid(at),
    at,
    action: actions[made % actions.length] ?? 'identity.updated',
    actor: {
      kind: actorKinds[made % actorKinds.length] ?? 'person',
      id: randomUUID(),
      name: 'Räksmörgås \\ 🕰️',
      right: 'admin',
    },
    target: { kind: 'identity', id: ada },
    ...ofPerson('2001:db8::1', `salt-${made}`),
    device: 'Räv/\\ 🕰️',
    requestId: 'a-request ',
    fields: ['traits.email', 'credentials.password'],
    count: 7,
    ...more,
  }
}
const bare = (): AuditEntry => ({
  ...sample(),
  actor: { kind: 'server', id: undefined, name: undefined, right: 'none' },
  client: undefined,
  clientSalt: undefined,
  clientDigest: undefined,
  device: undefined,
  requestId: undefined,
  fields: [],
  count: undefined,
})

const placeOf = ({ stream, position, keyId, mac }: ChainedEntry | undefined = {} as never) => ({
  stream,
  position,
  keyId,
  mac,
})

class Stop extends Error {}

for (const databases of allDatabases)
  describe(`the audit trail on ${databases.kind}`, { skip: databases.skip }, () => {
    let database: TestDatabase, store: Store, other: Other
    before(async () => {
      database = await databases.fresh()
      await up(database.dsn)
      store = await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } })
      other = await openOther(databases.kind, database.dsn)
    })
    after(async () => {
      await other.close()
      await store.close()
      await database.drop()
    })

    const append = (entry: AuditEntry) => store.audit.append(entry, chain)
    const verify = (with_ = keys): Promise<Verification> =>
      verifyTrail({ store: store.audit, keys: with_ })
    const kindsOf = ({ faults }: Verification) => [...new Set(faults.map(({ kind }) => kind))]
    const ofTarget = (targetId: string) => store.audit.list({ targetId }, { limit: 1000 })
    const literal = (value: unknown): string =>
      value === null
        ? 'NULL'
        : typeof value === 'string'
          ? `'${(databases.kind === 'mysql' ? value.replaceAll('\\', '\\\\') : value).replaceAll("'", "''")}'`
          : String(value)
    async function isFound(what: string): Promise<void> {
      assert.ok((await verify()).faultCount > 0, `not found: ${what}`)
    }
    async function isWhole(): Promise<void> {
      const { faults } = await verify()
      assert.deepEqual(faults, [])
    }

    it('has nothing to say before the first entry', async () => {
      assert.deepEqual(await verify(), {
        entries: 0,
        keys: {},
        faults: [],
        faultCount: 0,
        heads: [],
      })
    })

    it('gives entries back as they were written, newest first', async () => {
      const [first, second] = [sample(), bare()]
      await append(first)
      await append(second)
      const listed = await ofTarget(ada)
      assert.deepEqual(
        listed,
        [second, first].map((entry, at) => ({ ...entry, ...placeOf(listed[at]) })),
      )
      assert.deepEqual(
        listed.map(({ position }) => position),
        [2, 1],
      )
      await isWhole()
    })

    it('stores the entries of a transaction with it, and none when it fails', async () => {
      const [whole, part, failed, undone] = ['whole', 'part', 'failed', 'undone'].map((id) =>
        sample({ target: { kind: 'identity', id } }),
      ) as [AuditEntry, AuditEntry, AuditEntry, AuditEntry]
      await store.transact(async () => {
        await append(whole)
        await store.transact(() => append(part))
        await assert.rejects(
          store.transact(async () => {
            await append(failed)
            throw new Stop()
          }),
          Stop,
        )
        assert.deepEqual(await ofTarget('whole'), [], 'before the end')
      })
      await assert.rejects(
        store.transact(async () => {
          await append(undone)
          await store.transact(() => append(undone))
          throw new Stop()
        }),
        Stop,
      )
      const counts = await Promise.all(
        ['whole', 'part', 'failed', 'undone'].map(async (id) => (await ofTarget(id)).length),
      )
      assert.deepEqual(counts, [1, 1, 0, 0])
      await isWhole()
    })

    it('takes entries from many at once, also of several streams in each', async () => {
      const targets = Array.from({ length: 6 }, () => randomUUID())
      const earlier = (await verify()).entries
      await Promise.all(
        Array.from({ length: 24 }, (_, at) =>
          store.transact(async () => {
            const own = [targets[at % 6], targets[(at + 3) % 6], targets[(at * 5) % 6]]
            for (const id of own) await append(sample({ target: { kind: 'call', id } }))
          }),
        ),
      )
      const report = await verify()
      assert.deepEqual(report.faults, [])
      assert.equal(report.entries - earlier, 72)
    })

    it('has the entry of a change exactly when that is stored, whatever else is stored with it', async () => {
      const names = Array.from({ length: 12 }, (_, at) => `of-many-${at}`)
      const earlier = (await verify()).entries
      const outcomes = await Promise.allSettled(
        names.map((id, at) =>
          store.transact(async () => {
            await append(sample({ target: { kind: 'identity', id } }))
            if (at % 3 === 1) throw new Stop()
          }, 'fail-together'),
        ),
      )
      for (const [at, id] of names.entries())
        assert.equal((await ofTarget(id)).length, outcomes[at]?.status === 'fulfilled' ? 1 : 0, id)
      assert.equal((await verify()).entries - earlier, 8)
      await isWhole()
    })

    it('an entry that cannot be stored takes its own change along, and no other', async () => {
      const taken = sample()
      await append(taken)
      const outcomes = await Promise.allSettled(
        Array.from({ length: 4 }, (_, at) =>
          store.transact(() => append(at === 2 ? { ...sample(), id: taken.id } : sample())),
        ),
      )
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
      )
      await isWhole()
    })

    it('can be verified while it is written and while it is shortened', async () => {
      let writing = true
      const write = (async () => {
        for (let n = 0; n < 40; n++) await append(sample())
        const [newest] = await ofTarget(ada)
        await store.audit.deleteBefore(newest?.stream ?? 0, start + 20_000, 10, chain)
        for (let n = 0; n < 20; n++) await append(sample())
        writing = false
      })()
      while (writing) await isWhole()
      await write
      await isWhole()
    })

    it('is filtered by who, what, whom, when and request', async () => {
      const actor = { kind: 'operator', id: randomUUID(), name: undefined, right: 'x' } as const
      const one = sample({ actor, action: 'shield.cleared', requestId: 'only-this' })
      await append(one)
      await append(sample())
      const found = async (filter: Parameters<typeof store.audit.list>[0]) =>
        (await store.audit.list(filter, { limit: 1000 })).map(({ id }) => id)
      const ids = [one.id]
      assert.deepEqual(await found({ actor: actor.id }), ids)
      assert.deepEqual(await found({ requestId: 'only-this' }), ids)
      assert.deepEqual(await found({ from: one.at, to: one.at + 1 }), ids)
      assert.deepEqual(await found({ from: one.at, to: one.at }), [])
      assert.equal((await store.audit.find(one.id))?.requestId, 'only-this')
      assert.equal(await store.audit.find(randomUUID()), undefined)
      assert.ok((await found({ actor: 'operator' })).includes(one.id))
      assert.ok((await found({ action: 'shield.cleared' })).includes(one.id))
      assert.deepEqual(await found({ action: 'shield.cleared', requestId: 'other' }), [])
    })

    it('is paged without losing or repeating an entry', async () => {
      const all = (await store.audit.list({}, { limit: 1000 })).map(({ id }) => id)
      const paged: string[] = []
      for (;;) {
        const page = await store.audit.list({}, { limit: 7, after: paged.at(-1) })
        if (page.length === 0) break
        paged.push(...page.map(({ id }) => id))
      }
      assert.deepEqual(paged, all)
    })

    it('pages what somebody has done to themselves, to others and to nobody, in one order', async () => {
      const id = randomUUID()
      const actor = { kind: 'person', id, name: undefined, right: 'self' } as const
      const targets = [id, ada, undefined]
      for (let at = 0; at < 12; at++)
        await append(sample({ actor, target: { kind: 'identity', id: targets[at % 3] } }))
      await append(sample({ target: { kind: 'identity', id } }))
      const all = (await store.audit.list({}, { limit: 1000 }))
        .filter((entry) => entry.actor.id === id)
        .map((entry) => entry.id)
      const paged: string[] = []
      for (let more = true; more;) {
        const page = await store.audit.list({ actor: id }, { limit: 5, after: paged.at(-1) })
        paged.push(...page.map((entry) => entry.id))
        more = page.length > 0
      }
      assert.deepEqual([paged, paged.length], [all, 12])
      const self = await store.audit.list({ actor: id, targetId: id }, { limit: 100 })
      assert.equal(self.length, 4)
    })

    it('finds the entries of a target in complete segments and behind them, and misses those left out', async () => {
      const id = randomUUID()
      const ofId: string[] = []
      const others = Array.from({ length: 500 }, () => randomUUID()).filter(
        (one) =>
          streamOf({ target: { kind: 'identity', id: one } }) ===
          streamOf({ target: { kind: 'identity', id } }),
      )
      const appendAll = (count: number) =>
        store.transact(async () => {
          for (let at = 0; at < count; at++) {
            const entry = sample({
              target: { kind: 'identity', id: at % 100 === 0 ? id : others[at % others.length] },
            })
            if (entry.target.id === id) ofId.unshift(entry.id)
            await append(entry)
          }
        })
      await appendAll(2 * segmentSize)
      for (const isWritten of [false, true]) {
        if (isWritten) await Promise.all([store.audit.writeSegments(), store.audit.writeSegments()])
        const found = (await ofTarget(id)).map((entry) => entry.id)
        assert.deepEqual(found, ofId, String(isWritten))
        await isWhole()
      }
      if (databases.kind !== 'sqlite') return
      const count = async (table: string) =>
        Number((await other.run(`SELECT count(*) AS n FROM ${table}`))[0]?.['n'])
      assert.ok((await count('pallas_audit_segments')) >= 1)
      const written = await count('pallas_audit_targets')
      assert.ok(written > segmentSize / 2 && written < 3 * segmentSize, `${written}`)
      await store.audit.writeSegments()
      assert.equal(await count('pallas_audit_targets'), written)
      const [one] = await other.run('SELECT * FROM pallas_audit_targets ORDER BY position')
      assert.ok(one)
      const at = `stream = ${Number(one['stream'])} AND position = ${Number(one['position'])}`
      await other.run(`UPDATE pallas_audit_targets SET target_id = 'x' WHERE ${at}`)
      assert.deepEqual(kindsOf(await verify()), ['unlisted'])
      assert.deepEqual(await ofTarget('x'), [])
      const target = literal(one['target_id'])
      await other.run(`UPDATE pallas_audit_targets SET target_id = ${target} WHERE ${at}`)
      await isWhole()
      await appendAll(200)
      const stream = (await ofTarget(id))[0]?.stream ?? 0
      const limit = start + made * 1000
      while ((await store.audit.deleteBefore(stream, limit, 10_000, chain)) > 0) await isWhole()
      const left = await other.run(`SELECT * FROM pallas_audit_targets WHERE stream = ${stream}`)
      assert.deepEqual(left, [])
      await isWhole()
    })

    it('goes on from where another process has ended', async () => {
      const second = await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } })
      const earlier = (await verify()).entries
      for (let round = 0; round < 4; round++)
        await Promise.all(
          [store, second].flatMap((one) =>
            Array.from({ length: 5 }, () => one.audit.append(sample(), chain)),
          ),
        )
      await second.close()
      assert.equal((await verify()).entries - earlier, 40)
      await isWhole()
    })

    it('goes on with a newer key, and tells when an older one is gone', async () => {
      const newer = createMacKeys(() => ['a-newer-secret-of-32-characters...', ...secrets], 'audit')
      await store.audit.append(sample(), createChain(newer))
      const report = await verify(newer)
      assert.deepEqual(report.faults, [])
      assert.equal(Object.keys(report.keys).length, 2)
      const without = createMacKeys(() => ['a-newer-secret-of-32-characters...'], 'audit')
      assert.deepEqual(kindsOf(await verify(without)), ['unknown-key'])
      // the rest of the tests has one key
      await append(sample())
      assert.deepEqual(kindsOf(await verify()), ['unknown-key'])
      const [newest] = await store.audit.list({}, { limit: 1 })
      assert.ok(newest)
      // NOTE another test may have left more in this stream than one call deletes
      while ((await store.audit.deleteBefore(newest.stream, newest.at, 1000, chain)) > 0);
      await isWhole()
    })

    it('stays verifiable when retention has deleted the oldest', async () => {
      const target = { kind: 'identity', id: 'kept-in-part' } as const
      const entries = Array.from({ length: 9 }, () => sample({ target }))
      for (const entry of entries) await append(entry)
      const stream = (await ofTarget(target.id))[0]?.stream ?? 0
      const limit = entries[4]?.at ?? 0
      assert.ok((await store.audit.deleteBefore(stream, limit, 2, chain)) <= 2)
      await isWhole()
      while ((await store.audit.deleteBefore(stream, limit, 100, chain)) > 0) await isWhole()
      assert.deepEqual(
        (await ofTarget(target.id)).map(({ id }) => id),
        entries
          .slice(4)
          .map(({ id }) => id)
          .toReversed(),
      )
      await append(sample({ target }))
      await isWhole()
    })

    /** All values that differ from this one in one byte; for numbers in one digit. */
    function flips(value: unknown): readonly unknown[] {
      if (value === null) return []
      const text = String(value)
      const places = databases.kind === 'sqlite' ? [...text].keys() : [0, text.length - 1]
      return [...places].map((at) => {
        const old = text[at] ?? ''
        const flipped = /\d/.test(old) ? String((Number(old) + 1) % 10) : old === 'x' ? 'y' : 'x'
        const changed = text.slice(0, at) + flipped + text.slice(at + 1)
        return typeof value === 'string' ? changed : Number(changed)
      })
    }

    it('each byte of each column of an entry and of a head is guarded', async () => {
      const target = { kind: 'identity', id: ada } as const
      await append(sample({ target, actor: { kind: 'token', id: 'abc', name: 'é', right: 'r' } }))
      await append(sample({ target }))
      const [, entry] = await ofTarget(ada)
      assert.ok(entry)
      const rows = [
        { table: 'pallas_audit_entries', where: ['id', entry.id] },
        { table: 'pallas_audit_heads', where: ['stream', entry.stream] },
      ] as const
      let tried = 0
      for (const { table, where } of rows) {
        const at = `${where[0]} = ${literal(where[1])}`
        const [row] = await other.run(`SELECT * FROM ${table} WHERE ${at}`)
        assert.ok(row)
        for (const [column, stored] of Object.entries(row)) {
          const value = typeof stored === 'bigint' ? Number(stored) : stored
          const isNumber =
            typeof value === 'number' || /^(?:at|.*position|stream|affected)$/.test(column)
          const plain = isNumber ? Number(value) : value
          for (const flipped of flips(plain)) {
            const there = column === where[0] ? `${column} = ${literal(flipped)}` : at
            const isRefused = await other
              .run(`UPDATE ${table} SET ${column} = ${literal(flipped)} WHERE ${at}`)
              .then(
                () => false,
                () => true,
              )
            // NOTE two entries cannot have one place: the database itself does not allow that
            if (isRefused) assert.match(column, /^(?:position|stream)$/)
            if (isRefused) continue
            await isFound(`${table}.${column} ${String(plain)} -> ${String(flipped)}`)
            await other.run(`UPDATE ${table} SET ${column} = ${literal(plain)} WHERE ${there}`)
            tried++
          }
          if (
            /^(?:actor_id|actor_name|target_id|client_address|client_salt|client_digest|device|request_id|affected)$/.test(
              column,
            )
          ) {
            await other.run(`UPDATE ${table} SET ${column} = NULL WHERE ${at}`)
            await isFound(`${column} without value`)
            await other.run(`UPDATE ${table} SET ${column} = ${literal(plain)} WHERE ${at}`)
          }
        }
      }
      assert.ok(tried >= 40, `${tried} tried`)
      await isWhole()
    })

    it('an entry that is removed is found: the first, one within, the last', async () => {
      const [last, within] = await ofTarget(ada)
      assert.ok(last && within)
      const first = await store.audit.read(last.stream, 0, 1)
      for (const entry of [first[0], within, last]) {
        assert.ok(entry)
        const where = `WHERE id = '${entry.id}'`
        await other.run(`CREATE TABLE removed AS SELECT * FROM pallas_audit_entries ${where}`)
        await other.run(`DELETE FROM pallas_audit_entries ${where}`)
        assert.deepEqual(kindsOf(await verify()), ['missing'])
        await other.run('INSERT INTO pallas_audit_entries SELECT * FROM removed')
        await other.run('DROP TABLE removed')
        await isWhole()
      }
    })

    it('the last entry is missed also when the head is set back by hand', async () => {
      const [last, earlier] = await ofTarget(ada)
      assert.ok(last && earlier)
      const heads = 'pallas_audit_heads'
      const at = `WHERE stream = ${last.stream}`
      await other.run(
        `CREATE TABLE removed AS SELECT * FROM pallas_audit_entries WHERE id = '${last.id}'`,
      )
      await other.run(`DELETE FROM pallas_audit_entries WHERE id = '${last.id}'`)
      await other.run(
        `UPDATE ${heads} SET position = ${earlier.position}, mac = '${earlier.mac}' ${at}`,
      )
      assert.deepEqual(kindsOf(await verify()), ['head-altered'])
      await other.run('INSERT INTO pallas_audit_entries SELECT * FROM removed')
      await other.run('DROP TABLE removed')
      assert.deepEqual(kindsOf(await verify()), ['head-altered', 'added'])
      await other.run(`UPDATE ${heads} SET position = ${last.position}, mac = '${last.mac}' ${at}`)
      await isWhole()
    })

    it('a head of before is found, and so is one that is removed', async () => {
      const [newest] = await ofTarget(ada)
      const old = (await store.audit.heads()).find(({ stream }) => stream === newest?.stream)
      assert.ok(old)
      await append(sample())
      const at = `WHERE stream = ${old.stream}`
      await other.run(`CREATE TABLE removed AS SELECT * FROM pallas_audit_heads ${at}`)
      const { position, mac, seal } = old
      await other.run(
        `UPDATE pallas_audit_heads SET position = ${position}, mac = '${mac}', seal = '${seal}' ${at}`,
      )
      assert.deepEqual(kindsOf(await verify()), ['added'])
      await other.run(`DELETE FROM pallas_audit_heads ${at}`)
      assert.deepEqual(kindsOf(await verify()), ['head-missing'])
      await other.run('INSERT INTO pallas_audit_heads SELECT * FROM removed')
      await other.run('DROP TABLE removed')
      await isWhole()
    })

    it('an entry that was right once is found in the place of the one that is', async () => {
      const [end] = await ofTarget(ada)
      assert.ok(end)
      const at = `WHERE stream = ${end.stream}`
      await other.run(`CREATE TABLE old_head AS SELECT * FROM pallas_audit_heads ${at}`)
      await append(sample())
      const second = `${at} AND position = ${end.position + 1}`
      await other.run(`CREATE TABLE removed AS SELECT * FROM pallas_audit_entries ${second}`)
      // as when the database goes on from an older copy
      await other.run(`DELETE FROM pallas_audit_entries ${second}`)
      await other.run(`DELETE FROM pallas_audit_heads ${at}`)
      await other.run('INSERT INTO pallas_audit_heads SELECT * FROM old_head')
      await append(sample())
      await append(sample())
      await isWhole()
      await other.run(`CREATE TABLE later AS SELECT * FROM pallas_audit_entries ${second}`)
      await other.run(`DELETE FROM pallas_audit_entries ${second}`)
      await other.run('INSERT INTO pallas_audit_entries SELECT * FROM removed')
      assert.deepEqual(kindsOf(await verify()), ['altered'])
      await other.run(`DELETE FROM pallas_audit_entries ${second}`)
      await other.run('INSERT INTO pallas_audit_entries SELECT * FROM later')
      for (const table of ['old_head', 'removed', 'later']) await other.run(`DROP TABLE ${table}`)
      await isWhole()
    })

    it('two entries that are swapped are found', async () => {
      const [one, two] = await ofTarget(ada)
      assert.ok(one && two)
      const move = (id: string, position: number) =>
        other.run(`UPDATE pallas_audit_entries SET position = ${position} WHERE id = '${id}'`)
      const swap = async (first: number, second: number) => {
        await move(one.id, 1_000_000)
        await move(two.id, first)
        await move(one.id, second)
      }
      await swap(one.position, two.position)
      assert.ok(kindsOf(await verify()).includes('altered'))
      await swap(two.position, one.position)
      await isWhole()
    })

    it('an entry that somebody else adds is found, wherever', async () => {
      const [last] = await ofTarget(ada)
      assert.ok(last)
      for (const [stream, position] of [
        [last.stream, last.position + 1],
        [last.stream, 0],
        [streams + 3, 1],
      ]) {
        const own: Readonly<Record<string, string>> = {
          id: "'forged'",
          stream: String(stream),
          position: String(position),
        }
        await other.run(
          `INSERT INTO pallas_audit_entries (${entryColumns.join(', ')}) ` +
            `SELECT ${entryColumns.map((column) => own[column] ?? column).join(', ')} ` +
            `FROM pallas_audit_entries WHERE id = '${last.id}'`,
        )
        await isFound(`added at ${stream} ${position}`)
        await other.run("DELETE FROM pallas_audit_entries WHERE id = 'forged'")
      }
      await isWhole()
    })

    it('goes on after a fault, and finds the next one', async () => {
      const [last] = await ofTarget(ada)
      assert.ok(last && last.position > 4)
      const rename = (position: number, right: string) =>
        other.run(
          `UPDATE pallas_audit_entries SET actor_right = '${right}' ` +
            `WHERE stream = ${last.stream} AND position = ${position}`,
        )
      await rename(last.position - 3, 'forged')
      await rename(last.position - 1, 'forged')
      assert.deepEqual(
        (await verify()).faults.map(({ kind, position }) => [kind, position]),
        [
          ['altered', last.position - 3],
          ['altered', last.position - 1],
        ],
      )
    })
  })
