import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codesIn } from '../../support/factors.ts'
import { enter, landed, startOidcServer, whoIs } from '../../support/oidc.ts'
import { messageIds, openApi, password, signUp, submit, submitForm } from '../../support/people.ts'

describe('somebody who has a second factor', () => {
  it('links no provider by the first factor alone, but by the second', async () => {
    const server = await startOidcServer({
      overrides: { selfservice: { methods: { lookup_secret: { enabled: true } } } },
    })
    const { email, token, id } = await signUp(server, 'ada@example.org')
    const opened = await openApi(server, 'settings', '', { token })
    const shown = await submit(
      server,
      'settings',
      opened,
      { method: 'lookup_secret', lookup_secret_regenerate: true },
      { token },
    )
    const set = await submit(
      server,
      'settings',
      shown.json,
      { method: 'lookup_secret', lookup_secret_confirm: true },
      { token },
    )
    assert.equal(set.status, 200, set.text)

    server.idp.claims = { sub: 'ada-at-acme', email, email_verified: true }
    const { answer, jar } = await enter(server)
    const flow = await landed(server, 'login', answer, jar)
    assert.deepEqual(messageIds(flow), [1010016])
    const done = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: email,
      password,
    })
    const linked = async () =>
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.oidc !== undefined
    const second = await landed(server, 'login', done, jar)
    assert.deepEqual([second.requested_aal, messageIds(second)], ['aal2', [1010004]])
    assert.deepEqual([await whoIs(server, jar), await linked()], [undefined, false])
    const [code] = codesIn(shown.json)
    for (const [sent, isIn] of [
      ['wrong', false],
      [code ?? assert.fail(), true],
    ] as const) {
      await submitForm(server, 'login', second, jar, {
        method: 'lookup_secret',
        lookup_secret: sent,
      })
      assert.deepEqual([(await whoIs(server, jar)) !== undefined, await linked()], [isIn, isIn])
    }
    await server.close()
  })
})
