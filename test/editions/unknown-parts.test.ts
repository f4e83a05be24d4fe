// A path whose part names nothing (a channel of addresses, a provider, a token): a browser comes to
// a page that says why, and its person can go on; in every edition that has such paths.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { html, navigation } from '../support/button-page.ts'
import { aliases, editions as all } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { startOidcServer, type OidcServer } from '../support/oidc.ts'

const parts = ['nothing', 'sms', 'EMAIL', 'email%20', '..%2Femail', '%00', 'a'.repeat(300)]

/** The paths of pages that have a part, by the name of their edition. */
const pages = new Map<string, Set<string>>()
const observed: readonly Edition[] = all.map((edition) => ({
  ...edition,
  routes(given) {
    const routes = edition.routes(given)
    for (const { methods, path, options } of routes.public)
      if (methods.includes('GET') && options.errors === 'page' && path.includes('/:'))
        pages.set(edition.name, (pages.get(edition.name) ?? new Set()).add(path))
    return routes
  },
}))

/** The path with each of its parts, one after the other, as something else. */
const variants = (path: string): readonly string[] =>
  [...path.matchAll(/:\w+/g)].flatMap(({ 0: part }) =>
    parts.map((name) => path.replace(part, name).replace(/:via/, 'email').replace(/:\w+/g, 'abc')),
  )

for (const edition of editions)
  describe(`a path of ${edition.name} with a part that names nothing`, () => {
    let server: OidcServer, at: EditionClient
    before(async () => {
      server = await startOidcServer({
        editions: observed,
        overrides: {
          selfservice: { flows: { verification: { enabled: true, use: 'link' } } },
        },
      })
      server.app.public.instances()
      at = clientOf(server, edition)
    })
    after(() => server.close())

    for (const where of ['nobody', 'somebody'])
      it(`leads a browser to a page that says why (${where} signed in)`, async () => {
        const jar = where === 'nobody' ? new Jar() : await at.signUp('in@example.org')
        const paths = pages.get(aliases[edition.name] ?? edition.name) ?? []
        assert.ok([...paths].length > 0)
        for (const url of [...paths].flatMap(variants)) {
          const answer = await server.public('GET', at.mount + url, {
            jar,
            accept: html,
            headers: navigation('none'),
          })
          const { status, location = '', text } = answer
          // the page with one button, which opens instead of a mailed link
          if (status === 200 && text.includes('<form method="post">')) continue
          assert.ok([302, 303].includes(status), `${url}: ${status} ${text}`)
          const id = flowIn(answer)
          // a link with a wrong token leads to a new flow that says so
          const said =
            id === undefined
              ? (await at.refusal(answer, jar)).error
              : at.said(await at.read('verification', id, { jar }))
          assert.ok(JSON.stringify(said).length > 5, `${url}: ${location}`)
          if (id === undefined)
            assert.ok((said.reason ?? said.message).length > 10, `${url}: ${location}`)
        }
      })

    it('opens the flow where the part names something', async () => {
      if (at.flowParameter !== 'request') return
      const { status, location } = await server.public(
        'GET',
        `${at.mount}/self-service/browser/flows/verification/init/email`,
        { accept: html },
      )
      assert.equal(status, 302)
      assert.match(location ?? '', /\/verification\?request=/)
    })
  })
