// Editions that are switched off are nowhere; the others are where they always were.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { adminPrefixesOf } from '#app/editions.ts'
import { aliases, editions as all, newest } from '#editions/all.ts'
import { faultsOf, scratch } from '../config/files.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

/** Below which names an edition has paths of its own. */
const namesOf = (name: string) => [
  name,
  ...Object.keys(aliases).filter((alias) => aliases[alias] === name),
]

for (const kept of editions) {
  const name = aliases[kept.name] ?? kept.name
  describe(`with ${kept.name} only`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer({
        pallas: { editions: { enabled: [kept.name] } },
        selfservice: { flows: { error: { ui_url: 'http://127.0.0.1:4455/error' } } },
      })
    })
    after(() => server.close())

    it('people sign up and in through it', async () => {
      const at = clientOf(server, kept)
      await at.signUp('ada@example.org')
      const jar = new Jar()
      await at.signIn('ada@example.org', jar)
      assert.ok(jar.get('ory_kratos_session'))
    })

    it('no other edition has an address on either listener', async () => {
      for (const edition of all.filter((one) => one.name !== name)) {
        for (const below of namesOf(edition.name))
          for (const path of ['/openapi.json', '/health/alive', '/sessions/whoami'])
            assert.equal((await server.public('GET', `/${below}${path}`)).status, 404)
        for (const prefix of adminPrefixesOf(edition).filter((one) => one !== ''))
          for (const path of edition.listeners.adminPaths)
            assert.equal((await server.admin('GET', `${prefix}${path}/identities`)).status, 404)
      }
    })

    it('the built-in pages are there only with the edition that they use', async () => {
      const { status } = await server.public('GET', '/ui/login', { accept: 'text/html' })
      assert.equal(status === 404, name !== newest.name, `${status}`)
    })
  })
}

const others = all.filter((one) => one !== newest)

it('a place cannot name an edition that is switched off', (t) => {
  for (const edition of others)
    assert.deepEqual(
      faultsOf(
        { cwd: scratch(t) },
        `pallas: {editions: {enabled: [current], root: [current, ${edition.name}]}}`,
      ).length,
      1,
    )
})

it('the built-in pages cannot be used without their edition', (t) => {
  const faults = faultsOf(
    { cwd: scratch(t) },
    `pallas: {editions: {enabled: [${others[0]?.name}]}}`,
  )
  assert.equal(faults.length, 6)
  for (const fault of faults) assert.match(fault, /ui_url is missing/)
})

it('the strict profile of the documentation has the newest edition and long passwords', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/editions.md'), 'utf8')
  const [, profile = ''] = /## Switching editions off[^]*?```yaml\n([^]*?)```/.exec(text) ?? []
  const server = await startServer(mergeDeep({}, parse(profile)))
  const flow = await server.public('GET', '/self-service/registration/api')
  const sign = (password: string, email: string) =>
    server.public('POST', `/self-service/registration?flow=${flow.json.id}`, {
      json: { method: 'password', password, traits: { email } },
    })
  assert.equal((await sign('Four-teen-char', 'a@example.org')).status, 400)
  assert.equal((await sign('Fif-teen-chars.', 'a@example.org')).status, 200)
  assert.equal((await server.public('GET', '/v0.2/openapi.json')).status, 404)
  await server.close()
})
