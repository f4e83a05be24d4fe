// A hash that is dearer than allowed is refused at import, whatever way it comes, and the reason
// names the parameter and its limit.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stringify } from 'yaml'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { limits } from '../support/hashes.ts'
import { Jar } from '../support/jar.ts'
import { baseConfig, mergeDeep, startServer, type TestServer } from '../support/server.ts'

/** Of the password "test". */
const usable = '$2y$08$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy'
const person = (name: string, hash: string) => ({
  traits: { email: `${name}@example.org` },
  credentials: { password: { config: { hashed_password: hash } } },
})
const sentence = ({ source }: RegExp) =>
  new RegExp(`^The hashed password cannot be taken: ${source.replace(/\$$/, '')}\\.$`)

async function signsIn(server: TestServer, edition: Edition, name = 'usable'): Promise<boolean> {
  const jar = new Jar(),
    at = clientOf(server, edition)
  await at.send('login', await at.open('login', jar), 'password', jar, {
    [at.identifier]: `${name}@example.org`,
    password: 'test',
  })
  return (await at.whoami({ jar })).status === 200
}

for (const edition of editions)
  describe(`a hash that is imported through ${edition.name}`, () => {
    let server: TestServer, imports: boolean
    before(async () => {
      server = await startServer()
      await create(edition, 'usable', usable)
      imports = await signsIn(server, edition)
    })
    after(() => server.close())
    const create = ({ adminMount }: Edition, name: string, hash: string) =>
      server.admin('POST', `${adminMount}/identities`, { json: person(name, hash) })

    for (const { name, taken, refused, reason } of limits)
      it(`is taken up to the limit of ${name} where one imports`, async () => {
        const key = Buffer.from(name).toString('hex')
        const accepted = await create(edition, `taken-${key}`, taken)
        const { status, json, text } = await create(edition, `refused-${key}`, refused)
        if (imports) {
          assert.deepEqual([accepted.status, status], [201, 400], text)
          assert.match(json.error.reason, sentence(reason))
          assert.ok(!text.includes(refused))
        } else if (status === 400) assert.match(json.error.reason, /"credentials"/)
        else
          assert.doesNotMatch(
            JSON.stringify((await server.store.identities.find(json.id))?.credentials),
            /hashed_password/,
          )
      })
  })

it('some edition imports hashes', async () => {
  const server = await startServer()
  const imports = await Promise.all(
    editions.map(async (edition, n) => {
      const { adminMount } = edition
      await server.admin('POST', `${adminMount}/identities`, { json: person(`p${n}`, usable) })
      return signsIn(server, edition, `p${n}`)
    }),
  )
  await server.close()
  assert.ok(imports.includes(true))
})

describe('a hash that is imported by the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is refused beyond a limit, which the report names', () => {
    const config = join(folder, 'kratos.yml'),
      file = join(folder, 'people.jsonl'),
      report = join(folder, 'refused.jsonl')
    writeFileSync(
      config,
      stringify(mergeDeep(baseConfig, { dsn: `sqlite://${join(folder, 'db.sqlite')}` })),
    )
    writeFileSync(
      file,
      limits
        .flatMap(({ taken, refused }, n) => [person(`t${n}`, taken), person(`r${n}`, refused)])
        .map((one) => JSON.stringify(one))
        .join('\n'),
    )
    const program = join(import.meta.dirname, '../../bin/pallas')
    const run = spawnSync(
      program,
      ['identities', 'import', file, '-c', config, '--report', report],
      {
        encoding: 'utf8',
        timeout: 60_000,
      },
    )
    assert.equal(run.status, 1, run.stderr)
    const told = readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly line: number; readonly reason: string })
      .toSorted((a, b) => a.line - b.line)
    assert.deepEqual(
      told.map(({ line }) => line),
      limits.map((_, n) => 2 * n + 2),
    )
    for (const [n, { reason }] of limits.entries())
      assert.match(told[n]?.reason ?? '', sentence(reason))
  })
})
