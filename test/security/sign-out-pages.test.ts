// 84: signing out by a plain address, asked for by another site, shows a button.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aliases } from '#editions/all.ts'
import { html, navigation, pressButton } from '../support/button-page.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type Call, type TestServer } from '../support/server.ts'

const path = '/self-service/browser/flows/logout'
const evil = 'https://evil.example.org/page'
const withoutMetadata = { 'sec-fetch-mode': '' }

const atOnce: Readonly<Record<string, Call>> = {
  'a link on a page of this origin': { accept: html, headers: navigation('same-origin') },
  'a link on a page of this site': { accept: html, headers: navigation('same-site') },
  'the address bar': { accept: html, headers: navigation('none') },
  'a configured page on another site': {
    accept: html,
    headers: { ...navigation('cross-site'), referer: 'http://127.0.0.1:4455/' },
  },
  'a configured page, in an old browser': {
    accept: html,
    headers: { ...withoutMetadata, referer: 'http://127.0.0.1:4455/account' },
  },
  'a program that calls it by fetch': { accept: html },
  'a program that wants JSON': { headers: withoutMetadata },
}

const byButton: Readonly<Record<string, Call & { readonly ahead?: true }>> = {
  'a link on a page of another site': {
    accept: html,
    headers: { ...navigation('cross-site'), referer: evil },
  },
  'a page of another site that hides itself': { accept: html, headers: navigation('cross-site') },
  'another port of this host, in an old browser': {
    accept: html,
    headers: { ...withoutMetadata, referer: 'http://127.0.0.1:4456/' },
  },
  'a page of another site, in an old browser': {
    accept: html,
    headers: { ...withoutMetadata, referer: evil },
  },
  'a page that hides itself, in an old browser': { accept: html, headers: withoutMetadata },
  'an image on a page of another site': {
    accept: 'image/avif,image/*,*/*;q=0.8',
    headers: {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'image',
    },
  },
  'a script of another site': {
    accept: '*/*',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: evil },
  },
  'a prefetch': {
    accept: html,
    headers: { ...navigation('same-origin'), 'sec-purpose': 'prefetch' },
    ahead: true,
  },
  'an old prefetch': {
    accept: html,
    headers: { ...withoutMetadata, purpose: 'prefetch' },
    ahead: true,
  },
}

/** The editions that sign out by a plain address. */
const plain = editions.filter(({ like }) => aliases[like] === undefined)

for (const edition of plain)
  describe(`signing out (${edition.name})`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer()
    })
    after(() => server.close())

    let people = 0
    const signedIn = (): Promise<Jar> =>
      clientOf(server, edition).signUp(`person-${people++}@example.org`)
    const isSignedIn = async (jar: Jar): Promise<boolean> =>
      (await clientOf(server, edition).whoami({ jar })).status === 200
    const url = edition.mount + path

    for (const [name, call] of Object.entries(atOnce))
      it(`is done at once, asked for by ${name}`, async () => {
        const jar = await signedIn()
        const session = new Jar()
        session.store(jar.header.split('; '))
        const answer = await server.public('GET', url, { ...call, jar })
        assert.equal(answer.status, 302)
        assert.equal(answer.location, 'http://127.0.0.1:4455/login')
        assert.ok(!(await isSignedIn(session)))
      })

    for (const [name, { ahead, ...call }] of Object.entries(byButton))
      it(`waits for the button, asked for by ${name}`, async () => {
        const jar = await signedIn()
        const page = await server.public('GET', url, { ...call, jar })
        assert.ok(await isSignedIn(jar))
        assert.deepEqual(page.cookies, [])
        if (ahead) return assert.equal(page.status, 503)
        const session = new Jar()
        session.store(jar.header.split('; '))
        const answer = await pressButton(server, url, page, jar)
        assert.equal(answer.location, 'http://127.0.0.1:4455/login')
        assert.ok(!(await isSignedIn(session)) && !(await isSignedIn(jar)))
      })

    it('is not done by a HEAD, nor by a form of another site', async () => {
      const jar = await signedIn()
      await server.public('HEAD', url, { jar, accept: html })
      for (const form of [{ pressed: 'true' }, { pressed: 'true', csrf_token: 'A'.repeat(86) }, {}])
        await server.public('POST', url, {
          jar,
          accept: html,
          form,
          headers: navigation('cross-site'),
        })
      assert.ok(await isSignedIn(jar))
    })
  })
