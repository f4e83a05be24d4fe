// Security requirements 1 to 7 in every edition: passwords.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { rulesOf } from '../support/edition-features.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

const argon2 = {
  hashers: { algorithm: 'argon2', argon2: { memory: '8MB', iterations: 1, parallelism: 1 } },
}

const weakSettings: HasherSettings = {
  algorithm: 'bcrypt',
  bcrypt: { cost: 4 },
  argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1, saltBytes: 16, keyBytes: 32 },
}
const bcrypt = (cost: number) => ({ hashers: { algorithm: 'bcrypt', bcrypt: { cost } } })

/** Signs up in a browser; answers what is said about it, and whether it worked. */
async function register(at: EditionClient, email: string, password: string) {
  const jar = new Jar()
  const flow = await at.open('registration', jar)
  const fields = { 'traits.email': email, password }
  const answer = await at.send('registration', flow, 'password', jar, fields)
  const isIn = jar.get('ory_kratos_session') !== undefined
  assert.ok(answer.status >= 300 && answer.status < 400, `${answer.status}`)
  const id = flowIn(answer)
  const shown = isIn || id === undefined ? undefined : await at.read('registration', id, { jar })
  return { isIn, said: shown === undefined ? [] : at.said(shown) }
}
async function isLetIn(at: EditionClient, email: string, password: string): Promise<boolean> {
  const jar = new Jar()
  const fields = { [at.identifier]: email, password }
  await at.send('login', await at.open('login', jar), 'password', jar, fields)
  return jar.get('ory_kratos_session') !== undefined
}
const hashOf = async (server: TestServer, email: string): Promise<string> => {
  const account = await server.store.identities.findByIdentifier('password', email)
  const credential = account?.credentials.find(({ type }) => type === 'password')
  return String(credential?.config['hashed_password'])
}

for (const edition of editions)
  describe(`passwords (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({ ...argon2, pallas: { shield: { enabled: false } } })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    /** Refused with a reason, and stored by nobody. */
    async function isRefused(on: EditionClient, of: TestServer, email: string, secret: string) {
      const { isIn, said } = await register(on, email, secret)
      assert.equal(isIn, false, secret.slice(0, 100))
      assert.equal(said.length, 1, JSON.stringify(said))
      assert.equal(await of.store.identities.findByIdentifier('password', email), undefined)
      return said[0]
    }
    const refused = (email: string, secret: string) => isRefused(at, server, email, secret)

    it('have at least 8 characters, counted as people count and not in bytes', async () => {
      const reasons = [
        await refused('a1@example.org', 'ñåüéßøç'),
        await refused('a2@example.org', '🔑🔑🔑🔑🔑🔑🔑'),
      ]
      assert.equal(reasons[0], reasons[1])
      assert.equal((await register(at, 'a3@example.org', '🔑🌲🌊🔥🌙⭐🍀🎈')).isIn, true)
    })

    it('may have any characters and at least 64 of them; nothing is trimmed, cut or changed in case', async () => {
      const most = rulesOf(edition).longestPassword ?? Infinity
      const hard = [
        ' leading and trailing ',
        'Ünïcödé-ŃiçéLong',
        `${'𝔘'.repeat(63)}x`,
        `${'Ab3$'.repeat(15)}xY9_`,
        'tab\tnewline\nnull-free',
        '"quotes\\and\\slashes"',
      ]
      for (const [n, secret] of hard.entries()) {
        const email = `chars-${n}@example.org`
        if (Buffer.byteLength(secret) > most) {
          await refused(email, secret)
          continue
        }
        // NOTE a form has CR LF at the end of each line
        const sent = secret.replaceAll('\n', '\r\n')
        assert.equal((await register(at, email, sent)).isIn, true, secret)
        assert.equal(await isLetIn(at, email, sent), true, secret)
        for (const other of [sent.trim(), sent.toUpperCase(), sent.slice(0, -1), `${sent}x`])
          if (other !== sent)
            assert.equal(await isLetIn(at, email, other), false, `${secret} must not be ${other}`)
      }
      assert.ok(
        hard.some((secret) => [...secret].length >= 64 && Buffer.byteLength(secret) <= most),
      )
    })

    it('too long for the hash are refused, never shortened', async () => {
      const cheap = await startServer(bcrypt(4))
      try {
        const on = clientOf(cheap, edition)
        await isRefused(on, cheap, 'long@example.org', 'aB3$'.repeat(19))
        assert.equal((await register(on, 'long@example.org', 'aB3$'.repeat(18))).isIn, true)
        assert.equal(await isLetIn(on, 'long@example.org', `${'aB3$'.repeat(18)}x`), false)
        assert.equal(await isLetIn(on, 'long@example.org', 'aB3$'.repeat(18)), true)
      } finally {
        await cheap.close()
      }
    })

    it('of 200 kB are refused, for known and unknown people alike, without growing memory', async () => {
      await register(at, 'known@example.org', 'a-good-Password-1')
      const huge = 'x'.repeat(200 * 1024)
      await isLetIn(at, 'known@example.org', huge)
      const before = process.memoryUsage().rss
      for (const email of ['known@example.org', 'unknown@example.org'])
        for (let i = 0; i < 10; i++) assert.equal(await isLetIn(at, email, huge), false)
      assert.ok(process.memoryUsage().rss - before < 150e6)
    })

    it('too much like the sign-in name are refused', async () => {
      for (const secret of ['ada.lovelace@example.org', 'ada.lovelace', 'Ada.Lovelace1'])
        await refused('ada.lovelace@example.org', secret)
    })

    it('are hashed with argon2id by default, with 19 MiB and 2 passes or more', async () => {
      const plain = await startServer({ hashers: { algorithm: 'argon2', bcrypt: {} } })
      try {
        await register(clientOf(plain, edition), 'hash@example.org', 'a-good-Password-1')
        const hash = await hashOf(plain, 'hash@example.org')
        const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(hash) ?? []
        assert.ok(Number(memory) >= 19 * 1024 && Number(passes) >= 2, hash)
      } finally {
        await plain.close()
      }
    })

    it('with an older or weaker hash sign in and get a new hash at once, and by no wrong one', async () => {
      const old = await startServer(bcrypt(5))
      try {
        const on = clientOf(old, edition)
        const secret = 'an-old-Secret-77'
        const { hash: weak } = createHasher({ settings: () => weakSettings })
        const created = await old.admin('POST', '/admin/identities', {
          json: {
            traits: { email: 'old@example.org' },
            credentials: { password: { config: { hashed_password: await weak(secret) } } },
          },
        })
        assert.equal(created.status, 201)
        const before = await hashOf(old, 'old@example.org')
        assert.match(before, /^\$2[aby]\$04\$/)
        assert.equal(await isLetIn(on, 'old@example.org', 'not-it-at-all-1'), false)
        assert.equal(await hashOf(old, 'old@example.org'), before)
        for (let n = 0; n < 2; n++) {
          assert.equal(await isLetIn(on, 'old@example.org', secret), true)
          assert.match(await hashOf(old, 'old@example.org'), /^\$2[aby]\$05\$/)
        }
      } finally {
        await old.close()
      }
    })
  })

describe('the list of leaked passwords', () => {
  let list: Server, asked: string[], mode: 'known' | 'down' | 'cut'
  before(async () => {
    asked = []
    mode = 'known'
    list = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (mode === 'down') return void response.destroy()
      const body = suffixes.map((suffix) => `${suffix}:42`).join('\r\n')
      if (mode === 'cut') {
        response.writeHead(200, { 'content-length': String(body.length + 50) })
        return void response.write(body, () => response.destroy())
      }
      response.end(body)
    })
    await new Promise<void>((resolve) => list.listen(0, '127.0.0.1', resolve))
  })
  after(() => list.close())

  const leaked = 'leaked-Harbor-99'
  const digest = createHashUpper(leaked)
  const suffixes = [digest.slice(5)]
  const withList = (ignore: boolean) =>
    startServer({
      selfservice: {
        methods: {
          password: {
            config: {
              haveibeenpwned_enabled: true,
              haveibeenpwned_host: `http://127.0.0.1:${(list.address() as AddressInfo).port}`,
              ignore_network_errors: ignore,
            },
          },
        },
      },
    })

  for (const edition of editions)
    it(`is asked with the first five hex digits only, and what it knows is refused (${edition.name})`, async () => {
      mode = 'known'
      const server = await withList(true)
      try {
        asked.length = 0
        const { isIn, said } = await register(clientOf(server, edition), 'leak@example.org', leaked)
        assert.deepEqual([isIn, said.length], [false, 1])
        assert.deepEqual(
          asked.map((url) => url.split('/').at(-1)),
          [digest.slice(0, 5)],
        )
        assert.ok(!asked.some((url) => url.includes(leaked) || url.includes(digest)))
      } finally {
        await server.close()
      }
    })

  for (const broken of ['down', 'cut'] as const)
    it(`that is ${broken} off is passed over or stands in the way, as it was chosen, in every edition`, async () => {
      mode = broken
      for (const ignore of [true, false]) {
        const server = await withList(ignore)
        try {
          for (const edition of editions) {
            const email = `${broken}-${edition.name}@example.org`
            const { isIn } = await register(clientOf(server, edition), email, leaked)
            assert.equal(isIn, ignore, edition.name)
          }
        } finally {
          await server.close()
        }
      }
    })
})

function createHashUpper(text: string): string {
  return hash('sha1', text, 'hex').toUpperCase()
}
