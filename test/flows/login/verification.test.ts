// A login after which unverified addresses are verified, where the configuration says so.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mailTo } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import {
  openApi,
  openSpa,
  password,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

for (const hooks of [['verification'], ['verification', 'show_verification_ui'], []])
  describe(`a login of somebody with an unverified address (${hooks.join(', ')})`, () => {
    let server: TestServer
    const isShown = hooks.includes('show_verification_ui')
    const body = { method: 'password', identifier: 'new@example.org', password }
    before(async () => {
      server = await startServer({
        selfservice: {
          flows: {
            verification: { enabled: true },
            login: { after: { password: { hooks: hooks.map((hook) => ({ hook })) } } },
          },
        },
      })
      await signUp(server, body.identifier)
    })
    after(() => server.close())

    const mails = async () => (await mailTo(server, body.identifier)).length
    const actions = ({ continue_with: next }: any) => (next ?? []).map((one: any) => one.action)
    const shown = isShown ? ['show_verification_ui'] : []

    it('is answered with the verification, and a message is sent', async () => {
      const before = await mails()
      const app = await submit(server, 'login', await openApi(server, 'login'), body)
      assert.deepEqual(actions(app.json), shown)
      let jar = new Jar()
      const page = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, body)
      assert.deepEqual(actions(page.json), ['redirect_browser_to', ...shown])
      jar = new Jar()
      const form = await openSpa(server, 'login', jar)
      const { location } = await submitForm(server, 'login', form, jar, body)
      assert.match(location ?? '', isShown ? /\/verification\?flow=/ : /4455\/$/)
      assert.equal((await mails()) - before, hooks.length > 0 ? 3 : 0)
    })
  })
