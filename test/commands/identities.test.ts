import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { stringify } from 'yaml'
import { exportIdentities } from '#commands/identities/export.ts'
import { importIdentities, type ImportCount } from '#commands/identities/import.ts'
import { deleteIdentities, getIdentities, listIdentities } from '#commands/identities/look-up.ts'
import { encodeInThread } from '#commands/identities/encode-in-thread.ts'
import { createEncoding } from '#commands/identities/encode.ts'
import { searchIdentities } from '#commands/identities/search.ts'
import { validateIdentities } from '#commands/identities/validate.ts'
import { createCheck, withAdministration } from '#commands/identities/context.ts'
import { Conflict } from '#identity/identity-store.ts'
import { importableTypes, isProviderType } from '#identity/credential-types.ts'
import { baseConfig, mergeDeep } from '../support/server.ts'

const hash = '$2a$08$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy'
const accountAtHub = { providers: [{ provider: 'hub', subject: 'S1' }] }
const person = (name: string, more: object = {}) => ({
  external_id: name,
  traits: { email: `${name}@example.org` },
  ...more,
})
const lines = (...values: readonly (object | string)[]) =>
  values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')

describe('identities on the command line', () => {
  let folder: string, report: string, state: string
  const where = () => ({ files: [join(folder, 'kratos.yml')], env: {}, cwd: folder })
  const configure = (more: object = {}) =>
    writeFileSync(
      join(folder, 'kratos.yml'),
      stringify(
        mergeDeep(mergeDeep(baseConfig, { dsn: `sqlite://${join(folder, 'db.sqlite')}` }), {
          ...more,
        }),
      ),
    )
  const folders: string[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
    folders.push(folder)
    report = join(folder, 'refused.jsonl')
    state = join(folder, 'state.json')
    configure()
  })
  after(() => folders.forEach((one) => rmSync(one, { recursive: true, force: true })))

  async function* chunked(text: string, size: number) {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const importFrom = (from: AsyncIterable<Buffer>, kept?: string): Promise<ImportCount> =>
    withAdministration(where(), (_, context) =>
      importIdentities(
        { encoding: createEncoding(context, from), identities: context.identities },
        { report, state: kept, onProgress: () => undefined, batchLines: 500 },
      ),
    )
  const load = (text: string, more: { state?: string; size?: number } = {}): Promise<ImportCount> =>
    importFrom(chunked(text, more.size ?? 65_536), more.state)
  const dump = (withCredentials = false) =>
    withAdministration(where(), async (administration) =>
      (await Array.fromAsync(exportIdentities(administration, withCredentials))).map((line) =>
        JSON.parse(line),
      ),
    )
  const reported = () =>
    existsSync(report)
      ? readFileSync(report, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []

  it('an import creates what is good and tells of every other line by number and reason', async () => {
    const text = lines(
      person('a'),
      '{bad',
      person('b', { wrong: 1 }),
      '',
      { traits: { email: 'nobody' } },
      person('c', { traits: { email: 'A@example.org' } }),
      person('d', { credentials: { password: { config: { hashed_password: 'abc' } } } }),
      '[]',
      person('e'),
    )
    assert.deepEqual(await load(text), { created: 2, existing: 0, refused: 6, lines: 9 })
    assert.deepEqual(
      reported()
        .map(({ line }) => line)
        .toSorted((a, b) => a - b),
      [2, 3, 5, 6, 7, 8],
    )
    assert.ok(reported().every(({ reason }) => typeof reason === 'string' && reason.length > 0))
    assert.deepEqual(new Set((await dump()).map((one) => one.external_id)), new Set(['a', 'e']))
  })

  it('when a batch cannot be stored none after it is, and the import goes on from there', async () => {
    const many = lines(...Array.from({ length: 2000 }, (_, n) => person(`p${n}`)))
    let batches = 0
    const load = (failing: number) =>
      withAdministration(where(), (_, context) =>
        importIdentities(
          {
            encoding: createEncoding(context, chunked(many, 65_536)),
            identities: {
              insertPacked: (packed) => {
                if (++batches === failing) throw new Error('the disk is full')
                return context.identities.insertPacked(packed)
              },
            },
          },
          { report, state, onProgress: () => undefined, batchLines: 400 },
        ),
      )
    await assert.rejects(load(2), /the disk is full/)
    assert.equal((await dump()).length, 400)
    assert.deepEqual(await load(-1), { created: 1600, existing: 0, refused: 0, lines: 2000 })
  })

  it('a thread of its own packs the same, batch after batch, and tells why it cannot', async () => {
    const file = join(folder, 'people.jsonl')
    const elsewhere = (name: string) =>
      withAdministration(where(), (_, { identities }) =>
        importIdentities(
          { encoding: encodeInThread(where(), name), identities },
          { report, state, onProgress: () => undefined, batchLines: 100 },
        ),
      )
    writeFileSync(
      file,
      lines(...Array.from({ length: 1000 }, (_, n) => (n === 700 ? '{bad' : person(`p${n}`)))),
    )
    assert.deepEqual(await elsewhere(file), { created: 999, existing: 0, refused: 1, lines: 1000 })
    assert.deepEqual([reported().map(({ line }) => line), (await dump()).length], [[701], 999])
    await assert.rejects(elsewhere(join(folder, 'nothing.jsonl')), /ENOENT/)
    await assert.rejects(elsewhere(folder), /EISDIR/)
  })

  it('an import whose report or state cannot be written stops where it is', async () => {
    const text = lines(
      ...Array.from({ length: 1200 }, (_, n) => (n === 10 ? '{bad' : person(`p${n}`))),
    )
    report = join(folder, 'nowhere', 'refused.jsonl')
    await assert.rejects(load(text), /ENOENT/)
    assert.equal((await dump()).length, 499)
    report = join(folder, 'refused.jsonl')
    mkdirSync(`${state}.new`)
    await assert.rejects(load(text, { state }), /EISDIR/)
    assert.equal((await dump()).length, 499)
  })

  it('lines are read whatever the pieces in which they come', async () => {
    const text = `\uFEFF${lines(person('ä1', { metadata_public: 'ünï😀' }), person('b'))}\r\n`
    assert.equal((await load(text, { size: 3 })).created, 2)
    assert.ok((await dump()).some((one) => one.metadata_public === 'ünï😀'))
  })

  it('a line that is no UTF-8 or too long is refused, and the next one is read', async () => {
    const text = Buffer.concat([
      Buffer.from([0xff, 0xfe, 10]),
      Buffer.alloc(5 * 1024 * 1024 + 1, 'x'),
      Buffer.from(`\n${lines(person('after'))}`),
    ])
    const count = await importFrom(
      (async function* () {
        yield text
      })(),
    )
    assert.deepEqual([count.created, count.refused], [1, 2])
  })

  it('the same file again creates nothing a second time', async () => {
    const text = lines(person('a'), person('b'))
    await load(text)
    assert.deepEqual(await load(lines(text, person('c'))), {
      created: 1,
      existing: 2,
      refused: 0,
      lines: 3,
    })
  })

  it('an import that was stopped goes on after the last batch that was done', async () => {
    const people = Array.from({ length: 1200 }, (_, index) => ({
      traits: { email: `p${index}@example.org` },
    }))
    const text = lines(...people)
    async function* broken() {
      yield Buffer.from(text.slice(0, text.indexOf('p900@')))
      throw new Error('the cable was pulled')
    }
    await assert.rejects(importFrom(broken(), state), /cable/)
    assert.deepEqual(JSON.parse(readFileSync(state, 'utf8')), { line: 500 })
    assert.deepEqual(await load(text, { state }), {
      created: 700,
      existing: 0,
      refused: 0,
      lines: 1200,
    })
    assert.deepEqual(await load(text, { state }), {
      created: 0,
      existing: 0,
      refused: 0,
      lines: 1200,
    })
  })

  it('a file that keeps something else is not taken for the state', async () => {
    writeFileSync(state, 'precious')
    await assert.rejects(load(lines(person('a')), { state }), /is not a checkpoint file/)
    assert.equal(readFileSync(state, 'utf8'), 'precious')
  })

  it('what was exported with its credentials is the same after an import elsewhere', async () => {
    await load(
      lines(
        person('full', {
          state: 'inactive',
          organization_id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
          metadata_public: { a: 1 },
          metadata_admin: 'x',
          verifiable_addresses: [
            {
              value: 'full@example.org',
              via: 'email',
              verified: true,
              status: 'completed',
              verified_at: '2020-01-02T03:04:05.000Z',
            },
          ],
          credentials: {
            password: { config: { hashed_password: hash } },
            ...Object.fromEntries(
              importableTypes
                .filter(isProviderType)
                .map((type) => [type, { config: accountAtHub }]),
            ),
          },
        }),
        person('clear', { credentials: { password: { config: { password: 'in-clear-text' } } } }),
      ),
    )
    const before = await dump(true)
    rmSync(join(folder, 'db.sqlite'))
    assert.equal((await load(lines(...before))).created, 2)
    assert.deepEqual(await dump(true), before)
    const { password, ...accounts } = before.find((one) => one.external_id === 'full').credentials
    assert.equal(password.config.hashed_password, hash)
    assert.deepEqual(Object.keys(accounts), importableTypes.filter(isProviderType))
    for (const account of Object.values(accounts))
      assert.deepEqual(account, { config: accountAtHub })
  })

  it('authenticator apps, backup codes and keys are imported', async () => {
    const id = Buffer.from('key').toString('base64')
    const cose =
      'pQECAyYgASFYIEAWKDmVwBW8YHkLyLGDT1O6aCNrQwsJqEbXvoKjJ0JYIlggS3b4VvH9mZQW5tQq0qPjv4nG8Vd0p7C2g4fDPpmdmFw='
    const keys = { config: { credentials: [{ id, public_key: cose }], user_handle: id } }
    const secrets = {
      totp: { config: { totp_url: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXPJBSWY3DP' } },
      lookup_secret: { config: { codes: [{ code: 'aaaa1111' }] } },
      webauthn: keys,
      passkey: keys,
    }
    const wrong = { totp: { config: { totp_url: 'x' } } }
    const text = lines(person('ok', { credentials: secrets }), person('no', { credentials: wrong }))
    const { created, refused } = await load(text)
    assert.deepEqual([created, refused], [1, 1])
    const [line] = await withAdministration(
      where(),
      async (administration) => (await getIdentities(administration, ['ok'], true)).lines,
    )
    assert.equal(JSON.parse(line ?? '{}').external_id, 'ok')
    const account = await withAdministration(where(), (administration) =>
      administration.findByExternalId('ok'),
    )
    for (const type of Object.keys(secrets))
      assert.notDeepEqual(account.credentials.find((one) => one.type === type)?.config, {}, type)
  })

  it('an export holds no credentials unless they are asked for, and never a password', async () => {
    await load(
      lines(person('a', { credentials: { password: { config: { password: 'in-clear-text' } } } })),
    )
    assert.ok(!JSON.stringify(await dump()).includes('credentials'))
    const whole = JSON.stringify(await dump(true))
    assert.match(whole, /\$2a\$04\$/)
    assert.ok(!whole.includes('in-clear-text'))
  })

  it('validation finds what an import would refuse, and stores nothing', async () => {
    const found: number[] = []
    const text = lines(
      person('a'),
      { traits: {} },
      person('b', { schema_id: 'nothing' }),
      person('c', { credentials: { password: { config: { hashed_password: 'abc' } } } }),
      person('d', { id: 'x' }),
    )
    assert.deepEqual(
      await validateIdentities(
        await createCheck(where()),
        chunked(text, 100),
        (line) => void found.push(line),
      ),
      { valid: 1, refused: 4 },
    )
    assert.deepEqual(found, [2, 3, 4, 5])
    assert.ok(!existsSync(join(folder, 'db.sqlite')))
  })

  it('identities are read, listed and deleted by id', async () => {
    await load(lines(person('a'), person('b')))
    const [first, second] = (await dump()).map((one) => one.id)
    await withAdministration(where(), async (administration) => {
      const page = await listIdentities(administration, {
        limit: 1,
        after: undefined,
        identifier: undefined,
      })
      assert.deepEqual([page.lines.map((line) => JSON.parse(line).id), page.next], [[first], first])
      assert.deepEqual(
        (
          await listIdentities(administration, { limit: 1, after: first, identifier: undefined })
        ).lines.map((line) => JSON.parse(line).id),
        [second],
      )
      assert.equal(
        JSON.parse(
          (
            await listIdentities(administration, {
              limit: 9,
              after: undefined,
              identifier: 'B@example.org',
            })
          ).lines[0] ?? '',
        ).external_id,
        'b',
      )
      assert.deepEqual(
        (await getIdentities(administration, [first.toUpperCase(), 'nothing'])).unknown,
        ['nothing'],
      )
      assert.deepEqual(await deleteIdentities(administration, [first, first]), {
        deleted: [first],
        unknown: [first],
      })
    })
    assert.deepEqual(
      (await dump()).map((one) => one.id),
      [second],
    )
  })

  it('who is deleted leaves a tombstone and identifiers that are not free yet, as on a server', async () => {
    configure({ pallas: { deletion: { enabled: true, identifiers_free_after: '30d' } } })
    await load(lines(person('a')))
    const [{ id }] = await dump()
    const account = await withAdministration(
      where(),
      async (administration, { store, identities }) => {
        const [found] = await identities.list({ ids: [id] }, { limit: 1 })
        assert.ok(found)
        await deleteIdentities(administration, [id])
        assert.equal((await store.tombstones.find(id))?.erasedBy, 'command')
        await assert.rejects(identities.insert(found), Conflict)
        return found
      },
    )
    // as a move, which brings whoever stands in its source
    await withAdministration(where(), (_, { identities }) => identities.insert(account), {
      reservesIdentifiers: false,
    })
    assert.equal((await dump()).length, 1)
  })

  it('a search goes on after the page before, by what is written on the command line', async () => {
    await load(
      lines(
        person('ada', { state: 'inactive' }),
        person('bob', { metadata_admin: { crm: { tags: ['vip'] } } }),
        person('cy'),
      ),
    )
    await withAdministration(where(), async (_, { identitySearch }) => {
      const none = { trait: [], prefix: [], metadataPublic: [], metadataAdmin: [] }
      const names = ({ lines: found }: { readonly lines: readonly string[] }) =>
        found.map((line) => JSON.parse(line).external_id)
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await searchIdentities(identitySearch, ['example.org'], {
          ...none,
          pageSize: '2',
          sort: '-created_at',
          ...(after === undefined ? {} : { after }),
        })
        seen.push(...names(page))
        after = page.next
      } while (after !== undefined)
      assert.deepEqual(seen.toSorted(), ['ada', 'bob', 'cy'])
      assert.deepEqual(
        names(
          await searchIdentities(identitySearch, [], { ...none, metadataAdmin: ['crm.tags=VIP'] }),
        ),
        ['bob'],
      )
      assert.deepEqual(
        names(
          await searchIdentities(identitySearch, [], {
            ...none,
            prefix: ['email=ad'],
            state: 'inactive',
            neverSignedIn: true,
          }),
        ),
        ['ada'],
      )
      await assert.rejects(
        searchIdentities(identitySearch, [], { ...none, trait: ['email'] }),
        /must have the form name=value/,
      )
      await assert.rejects(searchIdentities(identitySearch, [], { ...none, after: 'x' }), /--after/)
      await assert.rejects(
        searchIdentities(identitySearch, [], {
          ...none,
          neverSignedIn: true,
          lastSignInFrom: '2026-01-01T00:00:00Z',
        }),
        /cannot be combined/,
      )
    })
  })

  describe('as a program', () => {
    const run = (input: string, ...args: string[]) =>
      spawnSync(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          join(import.meta.dirname, '../../src/main.ts'),
          'identities',
          ...args,
          '-c',
          join(folder, 'kratos.yml'),
        ],
        { input, cwd: folder, encoding: 'utf8' },
      )

    it('it reads standard input, writes a private file, and says by its exit code whether all was well', () => {
      const bad = run(lines(person('a'), '{bad'), 'import')
      assert.equal(bad.status, 1)
      assert.match(bad.stderr, /1 created, 0 already existing, 1 refused/)
      assert.match(readFileSync(join(folder, 'identities.refused.jsonl'), 'utf8'), /"line":2/)
      assert.equal(run(lines(person('b')), 'import', '--report', 'other.jsonl').status, 0)
      assert.ok(!existsSync(join(folder, 'other.jsonl')))
      assert.equal(run('', 'export', '--with-credentials', '-o', 'all.jsonl').status, 0)
      assert.equal(statSync(join(folder, 'all.jsonl')).mode & 0o777, 0o600)
      assert.equal(readFileSync(join(folder, 'all.jsonl'), 'utf8').trim().split('\n').length, 2)
      const found = run('', 'search', 'b@exam', '--sort', 'id', '--count')
      assert.equal(JSON.parse(found.stdout).external_id, 'b')
      assert.match(found.stderr, /found: 1/)
      const wrong = run('', 'search', '--trait', 'shoe=9')
      assert.deepEqual([wrong.status, wrong.stdout], [1, ''])
      assert.match(wrong.stderr, /no trait that can be searched for/)
      assert.equal(run('', 'get', 'nothing').status, 1)
      assert.equal(run('{}', 'validate').status, 1)
    })
  })
})
