// Whatever kinds of password hashes are stored, a check is the work of that hash and of one of ours,
// and names that nobody has behave as the stored kinds do. Work is counted, not timed.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { blankLike, dearKindOf } from '#crypto/blank.ts'
import { readHash } from '#crypto/foreign.ts'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { createSigner } from '#crypto/signer.ts'
import type { JsonObject } from '#lib/json.ts'
import { passwordConfig } from '#methods/password/credential.ts'
import { timedMigration } from '#methods/password/migration.ts'
import { createStandIns, type StandIn, type StandIns } from '#methods/password/stand-ins.ts'
import { published } from '../support/hashes.ts'

const settings: HasherSettings = {
  algorithm: 'bcrypt',
  bcrypt: { cost: 4 },
  argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1, saltBytes: 16, keyBytes: 32 },
}
/** The kinds of the hashes that are checked. */
let checked: string[] = []
const hasher = createHasher({
  settings: () => settings,
  read(hash) {
    const stored = readHash(hash)
    return (
      stored && {
        ...stored,
        matches(password) {
          checked.push(stored.kind)
          return stored.matches(password)
        },
      }
    )
  },
})
async function hashWork(act: () => Promise<unknown>): Promise<readonly string[]> {
  checked = []
  await act()
  return checked.toSorted()
}
const own = await hasher.hash('right')
const kindOf = (hash: string) => readHash(hash)?.kind ?? assert.fail(hash)
const isNegligible = (hash: string) => (readHash(hash)?.costMs ?? 0) < 1

describe('the work of a check', () => {
  for (const [kind, password, hash] of published)
    it(`is that of the hash and of one of ours, right or wrong (${kind})`, async () => {
      for (const tried of [password, `${password}x`]) {
        const work = await hashWork(async () =>
          assert.equal(await hasher.matches(tried, hash), tried === password),
        )
        // what was typed tells how often: a password of letters with accents may be of two forms
        const forms = new Set([tried.normalize('NFC'), tried, tried.normalize('NFD')])
        const times = tried === password ? 1 : forms.size
        const once = [kindOf(hash), kindOf(own)]
        assert.deepEqual(
          work,
          Array.from({ length: times }, () => once)
            .flat()
            .toSorted(),
        )
      }
    })

  it('is one hash where it is one of ours, and where there is none', async () => {
    for (const hash of [own, undefined, '', 'damaged'])
      for (const tried of ['right', 'wrong'])
        assert.deepEqual(await hashWork(() => hasher.matches(tried, hash)), [kindOf(own)])
  })
})

describe('a blank hash', () => {
  for (const [kind, password, hash] of published)
    it(`costs what the one costs that it is made after, and has nothing else of it (${kind})`, async () => {
      if (isNegligible(hash)) return assert.equal(dearKindOf(hash), undefined)
      const blank = blankLike(hash),
        stored = readHash(blank) ?? assert.fail(blank)
      assert.deepEqual([dearKindOf(hash), stored.kind], [kindOf(hash), kindOf(hash)])
      assert.equal(await stored.matches(password), false)
      assert.equal(blank.length, hash.replace(/^\$2\$/, '$2a$$').length)
      const parts = hash.split('$').slice(2)
      for (const part of parts.filter((one) => one.length > 6 && !/=\d/.test(one)))
        assert.ok(!blank.includes(part), part)
      assert.notEqual(blankLike(hash), blank)
    })
})

/** Stand-ins over stored passwords, with a clock that is moved by hand. */
function standInsOver(
  stored: readonly JsonObject[],
  { asksOtherSystem = true, secret = 'secret' } = {},
) {
  const state = { now: 0, reads: 0, stored, fails: false }
  const standIns = createStandIns({
    async sample({ limit }) {
      state.reads++
      if (state.fails) throw new Error('no database')
      return state.stored.slice(0, limit)
    },
    sign: createSigner(() => [secret]).sign,
    asksOtherSystem: () => asksOtherSystem,
    clock: () => state.now,
  })
  return { ...standIns, state }
}
const names = Array.from({ length: 2000 }, (_, n) => `nobody-${n}@example.org`)
const inOtherSystem: JsonObject = { use_password_migration_hook: true }
const nameOf = ({ like, isInOtherSystem }: StandIn) =>
  isInOtherSystem ? 'other system' : like === undefined ? 'ours' : kindOf(like)
/** How many of the names behave as each kind. */
async function sharesOf(standIns: StandIns) {
  const counts: Record<string, number> = {}
  for (const name of names) {
    const kind = nameOf(await standIns.of(name))
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
const kinds = Object.fromEntries(
  published.map(([, , hash]) => [isNegligible(hash) ? 'ours' : kindOf(hash), hash]),
)

describe('a name that nobody has', () => {
  it('is the work of a stored kind, whatever kinds are stored, and always the same', async () => {
    const standIns = standInsOver([...Object.values(kinds), own].map(passwordConfig))
    const works = new Map(
      await Promise.all(
        [...Object.values(kinds), own].map(async (hash) => {
          const work = isNegligible(hash)
            ? [kindOf(own)]
            : [...new Set([kindOf(hash), kindOf(own)])].toSorted()
          return [work.join(), 0] as readonly [string, number]
        }),
      ),
    )
    for (const name of names.slice(0, 150)) {
      const of = async () => {
        const { like } = await standIns.of(name)
        return hashWork(() => hasher.matches('wrong', undefined, { like }))
      }
      const work = (await of()).join()
      assert.ok(works.has(work), work)
      works.set(work, (works.get(work) ?? 0) + 1)
      if (name.endsWith('7@example.org')) assert.equal((await of()).join(), work)
    }
    for (const [work, count] of works) assert.ok(count > 0, work)
  })

  it('behaves as a kind as often as accounts have it', async () => {
    const [dear = '', other = ''] = Object.values(kinds).filter((hash) => !isNegligible(hash))
    const shares = { [kindOf(dear)]: 100, [kindOf(other)]: 30, ours: 60, 'other system': 10 }
    const counts = await sharesOf(
      standInsOver([
        ...Array.from({ length: 100 }, () => passwordConfig(dear)),
        ...Array.from({ length: 30 }, () => passwordConfig(other)),
        ...Array.from({ length: 60 }, () => passwordConfig('{SSHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J1j')),
        ...Array.from({ length: 10 }, () => inOtherSystem),
        {},
      ]),
    )
    for (const [kind, share] of Object.entries(shares)) {
      const wanted = (share / 200) * names.length
      assert.ok(
        Math.abs((counts[kind] ?? 0) - wanted) < 4 * Math.sqrt(wanted),
        `${kind} ${counts[kind]}`,
      )
    }
  })

  it('keeps its kind when others come and go, and differs from server to server', async () => {
    const stored = Object.values(kinds).map(passwordConfig)
    const standIns = standInsOver(stored)
    const now = () => Promise.all(names.map(async (name) => nameOf(await standIns.of(name))))
    const before = await now()
    standIns.state.stored = stored.slice(1)
    standIns.state.now += 61_000
    const gone = nameOf({ like: Object.values(kinds)[0], isInOtherSystem: false })
    for (const [n, kind] of (await now()).entries())
      if (before[n] !== gone) assert.equal(kind, before[n])
    standIns.state.stored = stored
    standIns.state.now += 61_000
    assert.deepEqual(await now(), before)
    const elsewhere = standInsOver(stored, { secret: 'another' })
    const different = await Promise.all(names.map(async (name) => nameOf(await elsewhere.of(name))))
    assert.notDeepEqual(different, before)
  })

  it('is one hash of ours where nothing is stored, or nothing that can be checked', async () => {
    for (const stored of [[], [{}], [passwordConfig('damaged')]])
      assert.deepEqual(await sharesOf(standInsOver(stored)), { ours: names.length })
  })

  it('waits as for another system only while one is asked', async () => {
    const stored = [inOtherSystem, passwordConfig(own)]
    assert.ok(((await sharesOf(standInsOver(stored)))['other system'] ?? 0) > 500)
    const counts = await sharesOf(standInsOver(stored, { asksOtherSystem: false }))
    assert.equal(counts['other system'], undefined)
  })

  it('costs a reading of the store once in a minute, also when many come at once', async () => {
    const { of, state } = standInsOver([passwordConfig(own)])
    await Promise.all(names.map(of))
    assert.equal(state.reads, 1)
    state.now += 59_999
    await of('somebody')
    assert.equal(state.reads, 1)
    state.now++
    await Promise.all(names.map(of))
    assert.equal(state.reads, 2)
  })

  it('behaves as before while the store cannot be read', async () => {
    const standIns = standInsOver(Object.values(kinds).map(passwordConfig))
    const before = await sharesOf(standIns)
    standIns.state.fails = true
    standIns.state.now += 61_000
    assert.deepEqual(await sharesOf(standIns), before)
    assert.deepEqual(await sharesOf(standInsOver([])), { ours: names.length })
  })
})

describe('a call that is pretended', () => {
  it('takes as long as one of the last ones did, right, wrong or failed', async () => {
    let now = 0
    const waited: number[] = []
    const took = [120, 80, 200]
    const timed = timedMigration(
      {
        isOn: () => true,
        async knows() {
          now += took[0] ?? 0
          if (took.length === 1) throw new Error('broken')
          return took.length === 2
        },
      },
      { now: () => now, wait: async (ms) => waited.push(ms) },
    )
    await timed.pretend()
    assert.deepEqual(waited, [])
    for (let n = 0; n < 3; n++) {
      await timed.knows({} as never, {} as never, {} as never).catch(() => undefined)
      took.shift()
    }
    for (let n = 0; n < 100; n++) await timed.pretend()
    assert.deepEqual(new Set(waited), new Set([120, 80, 200]))
  })
})
