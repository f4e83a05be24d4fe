import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Jar } from '../../support/jar.ts'
import {
  choose,
  comeBack,
  enter,
  landed,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'

const buttons = (flow: any) =>
  flow.ui.nodes
    .filter((node: any) => node.group === 'oidc')
    .map((node: any) => `${node.attributes.name}=${node.attributes.value}`)

describe('linking providers in the settings', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer()
  })
  after(() => server.close())

  let next = 0
  async function somebody(): Promise<{ jar: Jar; email: string; id: string; token: string }> {
    const who = await signUp(server, `settings-${++next}@example.org`)
    return { ...who, jar: await signedInBrowser(server, who.email) }
  }

  it('a provider is linked, signs in, and is unlinked', async () => {
    const { jar, email, id } = await somebody()
    server.idp.claims = { sub: `elsewhere-${email}`, email: 'elsewhere@example.org' }
    assert.deepEqual(buttons(await openSpa(server, 'settings', jar)), [
      'link=acme',
      'link=umbrella',
    ])
    const answer = await comeBack(
      server,
      await choose(server, 'settings', jar, { link: 'acme' }),
      jar,
    )
    const flow = await landed(server, 'settings', answer, jar)
    assert.deepEqual(
      [messageIds(flow), buttons(flow)],
      [[1050001], ['unlink=acme', 'link=umbrella']],
    )
    const { jar: other } = await enter(server)
    assert.equal((await whoIs(server, other)).identity.id, id)
    assert.equal((await whoIs(server, other)).identity.traits.email, email)
    const unlinked = await submitSpa(server, 'settings', flow, jar, { unlink: 'acme' })
    assert.deepEqual(buttons(unlinked.json), ['link=acme', 'link=umbrella'])
    assert.notEqual((await whoIs(server, (await enter(server)).jar))?.identity.id, id)
  })

  it('the last way in cannot be unlinked, with one provider or several', async () => {
    server.idp.claims = { sub: 'only-provider', email: 'only-provider@example.org' }
    const { jar } = await enter(server)
    const flow = await openSpa(server, 'settings', jar)
    assert.deepEqual(buttons(flow), ['link=umbrella'])
    assert.deepEqual(
      messageIds((await submitSpa(server, 'settings', flow, jar, { unlink: 'acme' })).json),
      [4000001],
    )
    await comeBack(server, await choose(server, 'settings', jar, { link: 'umbrella' }), jar)
    const two = await openSpa(server, 'settings', jar)
    assert.deepEqual(buttons(two), ['unlink=acme', 'unlink=umbrella'])
    const header = jar.header
    const answers = await Promise.all(
      ['acme', 'umbrella'].map(async (unlink) =>
        submitSpa(server, 'settings', two, jar, { unlink }, { headers: { cookie: header } }),
      ),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal(
      buttons(await openSpa(server, 'settings', jar)).filter((one: string) =>
        one.startsWith('unlink'),
      ).length,
      0,
    )
    assert.ok(await whoIs(server, jar))
  })

  it('an account that somebody else has linked is theirs', async () => {
    server.idp.claims = { sub: 'taken', email: 'taken@example.org' }
    const owner = await whoIs(server, (await enter(server)).jar)
    const { jar, id } = await somebody()
    const answer = await comeBack(
      server,
      await choose(server, 'settings', jar, { link: 'acme' }),
      jar,
    )
    assert.deepEqual(messageIds(await landed(server, 'settings', answer, jar)), [4000007])
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.oidc,
      undefined,
    )
    assert.equal((await whoIs(server, (await enter(server)).jar)).identity.id, owner.identity.id)
  })

  it('what is linked already, is unknown, or is not linked is refused on the form', async () => {
    server.idp.claims = { sub: 'linked-already', email: 'linked-already@example.org' }
    const { jar } = await enter(server)
    for (const fields of [
      { link: 'acme' },
      { link: 'nobody' },
      { unlink: 'umbrella' },
      { unlink: 'nobody' },
      { link: 'umbrella', unlink: 'acme' },
      { method: 'oidc' },
    ]) {
      const answer = await submitSpa(
        server,
        'settings',
        await openSpa(server, 'settings', jar),
        jar,
        fields,
      )
      assert.deepEqual(
        [answer.status, messageIds(answer.json)],
        [400, [4000001]],
        JSON.stringify(fields),
      )
    }
  })

  it('a sign-in that is too old is asked for again first, and the choice is kept', async () => {
    const { jar, email, id } = await somebody()
    server.idp.claims = { sub: `later-${email}`, email: 'later@example.org' }
    server.pass(3_700_000)
    const flow = await openSpa(server, 'settings', jar)
    const asked = await submitForm(server, 'settings', flow, jar, { link: 'acme' })
    assert.match(asked.location ?? '', /\/self-service\/login\/browser\?refresh=true/)
    const again = await openSpa(server, 'login', jar, new URL(asked.location ?? '').search)
    const proved = await submitForm(server, 'login', again, jar, {
      method: 'password',
      identifier: email,
      password,
    })
    const resumed = await server.public(
      'GET',
      (proved.location ?? '').slice('http://127.0.0.1:4433'.length),
      { accept: 'text/html', jar },
    )
    assert.match(resumed.location ?? '', /^https:\/\/idp\.example\/auth/)
    await comeBack(server, resumed.location ?? '', jar)
    assert.deepEqual(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.oidc.identifiers,
      [`acme:later-${email}`],
    )
  })

  it('an update that waits for a new sign-in is finished when that is made at a provider', async () => {
    server.idp.claims = { sub: 'waits', email: 'waits@example.org' }
    const { jar } = await enter(server)
    server.pass(3_700_000)
    const asked = await submitForm(
      server,
      'settings',
      await openSpa(server, 'settings', jar),
      jar,
      { method: 'password', password },
    )
    const again = await openSpa(server, 'login', jar, new URL(asked.location ?? '').search)
    const there = await submitForm(server, 'login', again, jar, { provider: 'acme' })
    const proved = await comeBack(server, there.location ?? '', jar)
    const resumed = await server.public(
      'GET',
      (proved.location ?? '').slice('http://127.0.0.1:4433'.length),
      { accept: 'text/html', jar },
    )
    assert.deepEqual(messageIds(await landed(server, 'settings', resumed, jar)), [1050001])
  })

  it('an answer that comes back after the browser has signed out, or as somebody else, links nothing', async () => {
    const { jar, id } = await somebody(),
      other = await somebody()
    server.idp.claims = { sub: 'signed-out', email: 'signed-out@example.org' }
    const back = server.idp.consent(await choose(server, 'settings', jar, { link: 'acme' }))
    const stolen = await server.public('GET', back, { accept: 'text/html', jar: other.jar })
    assert.doesNotMatch(stolen.location ?? '', /\/settings\?flow=/)
    await server.admin('DELETE', `/admin/identities/${id}/sessions`)
    const late = await server.public('GET', back, { accept: 'text/html', jar })
    assert.match(late.location ?? '', /\/login/)
    for (const one of [id, other.id])
      assert.equal(
        (await server.admin('GET', `/admin/identities/${one}`)).json.credentials.oidc,
        undefined,
      )
  })

  it('an app cannot link, and is not offered it', async () => {
    const { token } = await somebody()
    const flow = await openApi(server, 'settings', '', { token })
    assert.deepEqual(buttons(flow), [])
    assert.equal(
      (await submit(server, 'settings', flow, { method: 'oidc', link: 'acme' }, { token })).status,
      400,
    )
  })
})
