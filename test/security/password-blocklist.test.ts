// Passwords that many people use, and those made of the name of the product or of what somebody
// says about themselves, are refused wherever people choose one, in every edition.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dictionary } from '@zxcvbn-ts/language-common'
import { newest } from '#editions/all.ts'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { password, proveAddress, signIn } from '../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

const product = 'Harbourmaster'
const first = 'Wilhelmina',
  last = 'Zaragoza'
const local = 'quintessa.moreau'

/** As people vary a word when it is refused. */
const variations = (word: string): readonly string[] => [
  word,
  word.toLowerCase(),
  word.toUpperCase(),
  `${word}1`,
  `${word.toLowerCase()}2026`,
  `19${word}84`,
  `${word}!`,
]

/** Every two thousandth of the list, and two of them in capitals. */
const common = dictionary['passwords-common']
  .filter((one) => one.length >= 8)
  .filter((_, at) => at % 2000 === 0)
const lists: Readonly<Record<string, readonly string[]>> = {
  'that many people use': [...common, ...common.slice(0, 2).map((one) => one.toUpperCase())],
  'with the name of the product': variations(product),
  'with the first name': variations(first),
  'with the last name': variations(last),
  'with the address': variations(`${local}@example.org`),
  'with what stands before the @': variations(local),
  'with a word of what stands before the @': variations('Quintessa'),
}
/** They have such words in them, and much else. */
const good = [`${first} rows over cold lakes`, `my ${product} is made of old ropes`]

const settings = {
  pallas: { pages: { product_name: product } },
  selfservice: {
    methods: { link: { enabled: true } },
    flows: { recovery: { enabled: true, use: 'link' } },
  },
}
/** Neither the list nor the comparison with the name for sign-ins. */
const off = mergeDeep(settings, {
  pallas: { passwords: { blocklist: false } },
  selfservice: {
    methods: { password: { config: { identifier_similarity_check_enabled: false } } },
  },
})

/** The beginning of every list. */
const someOf = (count: number) => [
  ...new Set(Object.values(lists).flatMap((all) => all.slice(0, count))),
]

let people = 0
const newAddress = () => `${local}@host${people++}.example.org`
const traitsOf = (email: string) => ({
  'traits.email': email,
  'traits.name.first': first,
  'traits.name.last': last,
})

/** What a flow says beside the field of the password. */
function saidAtPassword(flow: any): readonly unknown[] {
  const fields = flow.ui
    ? flow.ui.nodes.map((node: any) => ({ name: node.attributes.name, said: node.messages }))
    : flow.methods.password.config.fields.map((one: any) => ({
        name: one.name,
        said: one.errors ?? one.messages,
      }))
  return fields.filter((one: any) => one.name === 'password').flatMap((one: any) => one.said ?? [])
}

const isSignedIn = async (at: EditionClient, jar: Jar): Promise<boolean> =>
  (await at.whoami({ jar })).status === 200

/** Whether a new person may have this password; a refusal must say so at the field. */
async function mayBegin(at: EditionClient, secret: string, email = newAddress()): Promise<boolean> {
  const jar = new Jar()
  const flow = await at.open('registration', jar)
  await at.send('registration', flow, 'password', jar, { ...traitsOf(email), password: secret })
  if (await isSignedIn(at, jar)) return true
  const said = saidAtPassword(await at.read('registration', flow.id, { jar }))
  assert.equal(said.length, 1, `${secret}: ${JSON.stringify(said)}`)
  return false
}

/** Whether somebody who is signed in may have it from now on. */
async function mayChange(at: EditionClient, jar: Jar, secret: string): Promise<boolean> {
  const flow = await at.open('settings', jar)
  await at.send('settings', flow, 'password', jar, { password: secret })
  const after = await at.read('settings', flow.id, { jar })
  const said = saidAtPassword(after)
  assert.ok(said.length <= 1, `${secret}: ${JSON.stringify(said)}`)
  return said.length === 0
}

async function somebody(at: EditionClient): Promise<{ email: string; jar: Jar }> {
  const email = newAddress(),
    jar = new Jar()
  const flow = await at.open('registration', jar)
  await at.send('registration', flow, 'password', jar, { ...traitsOf(email), password })
  assert.ok(await isSignedIn(at, jar))
  return { email, jar }
}

for (const words of editions)
  describe(`a password (${words.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer(settings)
      at = clientOf(server, words)
    })
    after(() => server.close())

    for (const [which, secrets] of Object.entries(lists)) {
      it(`${which} is refused at a sign-up, and nobody is stored`, async () => {
        for (const secret of secrets) assert.equal(await mayBegin(at, secret), false, secret)
        const stored = await server.admin('GET', '/admin/identities')
        assert.deepEqual(stored.json, [])
      })
    }
    for (const [which, secrets] of Object.entries(lists)) {
      it(`${which} is refused in the settings, and the old one stays`, async () => {
        const { email, jar } = await somebody(at)
        for (const secret of secrets) assert.equal(await mayChange(at, jar, secret), false, secret)
        assert.equal((await signIn(server, email)).status, 200)
      })
    }

    it('that has much else in it is taken', async () => {
      for (const secret of good) assert.equal(await mayBegin(at, secret), true, secret)
      const { jar } = await somebody(at)
      for (const secret of good) assert.equal(await mayChange(at, jar, secret), true, secret)
    })

    if (words.kinds.includes('recovery'))
      it('is refused after a recovery as well', async () => {
        const { email } = await somebody(at)
        const { json } = await signIn(server, email)
        await proveAddress(server, json.session.identity.id)
        const jar = new Jar()
        const flow = await at.open('recovery', jar)
        await at.send('recovery', flow, 'link', jar, { email })
        const call = { jar, accept: 'text/html' }
        const mail = (await mailTo(server, email)).at(-1)
        const link = mail?.links.find((one) => one.includes('token='))
        const { pathname, search } = new URL(link ?? assert.fail('no link'))
        await server.public('GET', pathname + search, call)
        assert.ok(await isSignedIn(at, jar))
        for (const secret of someOf(2))
          assert.equal(await mayChange(at, jar, secret), false, secret)
        assert.equal((await signIn(server, email)).status, 200)
        assert.equal(await mayChange(at, jar, good[0] ?? ''), true)
      })

    if (words.servesApps)
      it('is refused to apps as to browsers', async () => {
        for (const secret of someOf(2)) {
          const flow = await at.openApp('registration')
          const { pathname, search } = new URL(at.actionOf('registration', flow, 'password'))
          const answer = await server.public('POST', pathname + search, {
            json: {
              method: 'password',
              password: secret,
              traits: { email: newAddress(), name: { first, last } },
            },
          })
          assert.equal(answer.status, 400)
          assert.equal(saidAtPassword(answer.json).length, 1, secret)
        }
      })
  })

for (const words of editions)
  describe(`where the list is switched off (${words.name})`, () => {
    it('any of these passwords is taken', async () => {
      const server = await startServer(off)
      const at = clientOf(server, words)
      const some = someOf(2)
      for (const secret of some) assert.equal(await mayBegin(at, secret), true, secret)
      const { jar } = await somebody(at)
      for (const secret of some) assert.equal(await mayChange(at, jar, secret), true, secret)
      await server.close()
    })
  })

// The reference hashes what administrators send and asks no policy, and neither does this server:
// people are brought over from elsewhere with the passwords that they have.
describe(`a password that an administrator sets (${newest.name})`, () => {
  const secrets = someOf(1)
  const personOf = (email: string, secret: string) => ({
    schema_id: 'default',
    traits: { email, name: { first, last } },
    credentials: { password: { config: { password: secret } } },
  })
  type Way = (server: TestServer, email: string, secret: string) => Promise<unknown>
  const ways: Readonly<Record<string, Way>> = {
    'with a new account': (server, email, secret) =>
      server.admin('POST', '/admin/identities', { json: personOf(email, secret) }),
    'with many new accounts': (server, email, secret) =>
      server.admin('PATCH', '/admin/identities', {
        json: { identities: [{ create: personOf(email, secret) }] },
      }),
    'for an account': async (server, email, secret) => {
      const { json } = await server.admin('POST', '/admin/identities', {
        json: personOf(email, password),
      })
      await server.admin('PUT', `/admin/identities/${json.id}`, {
        json: { ...personOf(email, secret), state: 'active' },
      })
    },
  }
  for (const [name, way] of Object.entries(ways))
    it(`is not compared with the list: ${name}`, async () => {
      const server = await startServer(settings)
      for (const secret of secrets) {
        const email = newAddress()
        await way(server, email, secret)
        assert.equal((await signIn(server, email, secret)).status, 200, secret)
      }
      await server.close()
    })
})
