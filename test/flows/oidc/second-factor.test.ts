import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addLookup, codesIn, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { enter, landed, startOidcServer, whoIs } from '../../support/oidc.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { mergeDeep } from '../../support/server.ts'

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

  it('links a provider by a second factor that is given now, not by a remembered one', async () => {
    const server = await startOidcServer({
      overrides: mergeDeep(withFactors, { pallas: { second_factor: { remember: '30d' } } }),
    })
    const { email, token, id } = await signUp(server, 'ada@example.org')
    const codes = await addLookup(server, token)
    const jar = new Jar()
    const first = { method: 'password', identifier: email, password }
    await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, first)
    const lookup = () => ({ method: 'lookup_secret', lookup_secret: codes.shift() })
    const step = await openSpa(server, 'login', jar, '?aal=aal2')
    await submitSpa(server, 'login', step, jar, { ...lookup(), remember_device: true })
    const known = new Jar()
    known.store([`pallas_remembered=${jar.get('pallas_remembered') ?? assert.fail()}`])
    await submitSpa(server, 'login', await openSpa(server, 'login', known), known, first)
    assert.ok(await whoIs(server, known), 'it is remembered')

    const linking = new Jar()
    linking.store([`pallas_remembered=${jar.get('pallas_remembered') ?? ''}`])
    server.idp.claims = { sub: 'ada-at-acme', email, email_verified: true }
    const { answer } = await enter(server, { jar: linking })
    const flow = await landed(server, 'login', answer, linking)
    const half = await submitForm(server, 'login', flow, linking, first)
    const linked = async () =>
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.oidc !== undefined
    assert.deepEqual([await whoIs(server, linking), await linked()], [undefined, false])
    const second = await landed(server, 'login', half, linking)
    await submitSpa(server, 'login', second, linking, lookup())
    assert.deepEqual([(await whoIs(server, linking)) !== undefined, await linked()], [true, true])
    await server.close()
  })
})
