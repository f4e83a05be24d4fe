// Security requirements 1 to 7: passwords.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { messageIds, openApi, signIn, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const argon2 = {
  hashers: { algorithm: 'argon2', argon2: { memory: '8MB', iterations: 1, parallelism: 1 } },
}

async function register(server: TestServer, email: string, password: unknown) {
  return submit(server, 'registration', await openApi(server, 'registration'), {
    method: 'password',
    password,
    traits: { email },
  })
}

describe('passwords', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(argon2)
  })
  after(() => server.close())

  it('have at least 8 characters, counted as people count and not in bytes', async () => {
    assert.deepEqual(
      messageIds((await register(server, 'a1@example.org', 'ñåüéßøç')).json),
      [4000032],
    )
    assert.deepEqual(
      messageIds((await register(server, 'a2@example.org', '🔑🔑🔑🔑🔑🔑🔑')).json),
      [4000032],
    )
    assert.equal((await register(server, 'a3@example.org', '🔑🌲🌊🔥🌙⭐🍀🎈')).status, 200)
  })

  it('may have any characters and at least 64 of them; nothing is trimmed, cut or changed in case', async () => {
    const hard = [
      ' leading and trailing ',
      'Ünïcödé-ŃiçéLong',
      `${'𝔘'.repeat(63)}x`,
      'tab\tnewline\nnull-free',
      '"quotes\\and\\slashes"',
    ]
    for (const [n, secret] of hard.entries()) {
      const email = `chars-${n}@example.org`
      assert.equal((await register(server, email, secret)).status, 200, secret)
      assert.equal((await signIn(server, email, secret)).status, 200, secret)
      for (const other of [secret.trim(), secret.toUpperCase(), secret.slice(0, -1), `${secret}x`])
        if (other !== secret)
          assert.equal(
            (await signIn(server, email, other)).status,
            400,
            `${secret} must not be ${other}`,
          )
    }
  })

  it('too long for the hash are refused, never shortened', async () => {
    const cheap = await startServer()
    try {
      const answer = await register(cheap, 'long@example.org', 'aB3$'.repeat(19))
      assert.deepEqual(messageIds(answer.json), [4000033])
      assert.equal((await register(cheap, 'long@example.org', 'aB3$'.repeat(18))).status, 200)
      assert.equal((await signIn(cheap, 'long@example.org', `${'aB3$'.repeat(18)}x`)).status, 400)
    } finally {
      await cheap.close()
    }
  })

  it('of 200 kB are refused, for known and unknown people alike, without growing memory', async () => {
    await register(server, 'known@example.org', 'a-good-Password-1')
    const huge = 'x'.repeat(200 * 1024)
    await signIn(server, 'known@example.org', huge)
    const before = process.memoryUsage().rss
    for (const email of ['known@example.org', 'unknown@example.org'])
      for (let i = 0; i < 10; i++) assert.equal((await signIn(server, email, huge)).status, 400)
    assert.ok(process.memoryUsage().rss - before < 150e6)
  })

  it('too much like the sign-in name are refused', async () => {
    for (const secret of ['ada.lovelace@example.org', 'ada.lovelace', 'Ada.Lovelace1'])
      assert.deepEqual(
        messageIds((await register(server, 'ada.lovelace@example.org', secret)).json),
        [4000031],
        secret,
      )
  })

  it('are hashed with argon2id by default, with 19 MiB and 2 passes or more', async () => {
    const plain = await startServer({ hashers: { algorithm: 'argon2', bcrypt: {} } })
    try {
      const { json } = await register(plain, 'hash@example.org', 'a-good-Password-1')
      const account = await plain.store.identities.find(json.identity.id)
      const hash = String(
        account?.credentials.find((one) => one.type === 'password')?.config['hashed_password'],
      )
      const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(hash) ?? []
      assert.ok(Number(memory) >= 19 * 1024 && Number(passes) >= 2, hash)
    } finally {
      await plain.close()
    }
  })

  it('with an older hash sign in and get a new hash at once', async () => {
    const old = await startServer({ hashers: { algorithm: 'bcrypt', bcrypt: { cost: 5 } } })
    const created = await old.admin('POST', '/admin/identities', {
      json: {
        traits: { email: 'old@example.org' },
        credentials: {
          password: {
            config: {
              hashed_password: '$2a$04$Ze0bBVNd9oCq4OmYwJ5pnu7iWnRKEEN4Hf8SmpgCVHLKPIxXVlKQO',
            },
          },
        },
      },
    })
    try {
      assert.equal(created.status, 201)
      const hashOf = async () =>
        String(
          (await old.store.identities.find(created.json.id))?.credentials.find(
            (one) => one.type === 'password',
          )?.config['hashed_password'],
        )
      const before = await hashOf()
      assert.match(before, /^\$2a\$04\$/)
      assert.equal((await signIn(old, 'old@example.org', 'not-it-at-all-1')).status, 400)
      assert.equal(await hashOf(), before)
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

  it('is asked with the first five hex digits only, and what it knows is refused', async () => {
    const server = await withList(true)
    try {
      asked.length = 0
      assert.deepEqual(
        messageIds((await register(server, 'leak@example.org', leaked)).json),
        [4000034],
      )
      assert.deepEqual(
        asked.map((url) => url.split('/').at(-1)),
        [digest.slice(0, 5)],
      )
      assert.ok(!asked.some((url) => url.includes(leaked) || url.includes(digest)))
    } finally {
      await server.close()
    }
  })

  for (const broken of ['down', 'cut'] as const) {
    it(`that is ${broken} off is passed over or stands in the way, as it was chosen`, async () => {
      mode = broken
      for (const [ignore, expected] of [
        [true, 200],
        [false, 400],
      ] as const) {
        const server = await withList(ignore)
        try {
          assert.equal(
            (await register(server, `${broken}-${ignore}@example.org`, leaked)).status,
            expected,
          )
        } finally {
          await server.close()
        }
      }
    })
  }
})

function createHashUpper(text: string): string {
  return hash('sha1', text, 'hex').toUpperCase()
}
