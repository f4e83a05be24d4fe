// What decides between a page and JSON where a flow begins: apps always get JSON, browsers what they
// accept. The content type of a request without a body says nothing, in every edition.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import type { Jar } from '../support/jar.ts'
import { openApi, password, submit } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const accepts = [
  undefined,
  '*/*',
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'application/json',
  'application/json, text/plain, */*',
  'image/png',
]
const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain',
]

/** Whether an answer is JSON, or where it leads without what differs from flow to flow. */
const kindOf = ({ status, location, json }: Answer) =>
  `${status} ${location?.replace(/=[^=]*$/, '') ?? (json?.id === undefined ? 'other' : 'flow')}`

for (const edition of editions)
  describe(`a flow that begins in ${edition.name}`, () => {
    let server: TestServer, at: EditionClient, jar: Jar, token: string
    before(async () => {
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true } },
          flows: { recovery: { enabled: true }, verification: { enabled: true } },
        },
      })
      at = clientOf(server, edition)
      jar = await at.signUp('starts@example.org')
      const body = { method: 'password', identifier: 'starts@example.org', password }
      token = (await submit(server, 'login', await openApi(server, 'login'), body)).json
        .session_token
    })
    after(() => server.close())

    for (const kind of edition.kinds)
      for (const type of edition.servesApps
        ? (['browser', 'api'] as const)
        : (['browser'] as const))
        it(`is answered as its Accept header says (${kind}, ${type})`, async () => {
          const ask = (accept: string | undefined, contentType?: string) => {
            const who = kind === 'settings' ? (type === 'api' ? { token } : { jar }) : {}
            return server.public('GET', at.mount + edition.startPath(kind, type), {
              ...who,
              accept: accept ?? '',
              headers: contentType === undefined ? {} : { 'content-type': contentType },
            })
          }
          for (const accept of accepts) {
            const plain = kindOf(await ask(accept))
            if (type === 'api') assert.equal(plain, '200 flow', `${accept}`)
            else assert.match(plain, /^200 flow$|^30[23] .*\?(flow|request)$/, `${accept}`)
            for (const contentType of contentTypes)
              assert.equal(
                kindOf(await ask(accept, contentType)),
                plain,
                `${accept} ${contentType}`,
              )
          }
        })
  })
