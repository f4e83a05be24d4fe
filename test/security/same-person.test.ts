// A confirmation is only ever by the person who is signed in, by whatever method and in every edition
// that knows it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { clientOf, editions } from '../support/editions.ts'
import { codeFor } from '../support/mail.ts'
import { openApi, password, signIn, submit } from '../support/people.ts'
import { startServer } from '../support/server.ts'

const [ada, mallory] = ['ada@example.org', 'mallory@example.org']

for (const edition of editions)
  describe(`a confirmation (${edition.name})`, () => {
    it("by the password of somebody else changes nothing, by one's own it confirms", async () => {
      const server = await startServer()
      const at = clientOf(server, edition)
      const jar = await at.signUp(ada)
      await at.signUp(mallory)
      const cookie = jar.get('ory_kratos_session')
      const before = (await server.admin('GET', '/admin/sessions?page_size=100')).json.length
      const flow = await at.open('login', jar, '?refresh=true&prompt=login')
      const by = (email: string) =>
        at.send('login', flow, 'password', jar, { [at.identifier]: email, password })
      await by(mallory)
      assert.equal(jar.get('ory_kratos_session'), cookie, 'the session is the same')
      assert.equal((await server.admin('GET', '/admin/sessions?page_size=100')).json.length, before)
      await by(ada)
      const { json } = await at.whoami({ jar })
      assert.equal(JSON.stringify(json).includes(ada), true)
      await server.close()
    })
  })

describe('a confirmation of an app', () => {
  it('by a code of somebody else is refused', async () => {
    const server = await startServer(passwordless)
    await person(server, ada)
    await person(server, mallory)
    const token = (await signIn(server, ada)).json.session_token
    const flow = await openApi(server, 'login', '?refresh=true', { token })
    await submit(server, 'login', flow, { method: 'code', identifier: mallory }, { token })
    const code = await codeFor(server, mallory)
    const { status, json } = await submit(
      server,
      'login',
      flow,
      { method: 'code', identifier: mallory, code },
      { token },
    )
    assert.equal(status, 400)
    assert.equal(json.session_token, undefined)
    assert.match(JSON.stringify(json), /another account/)
    await server.close()
  })
})
