// Whoever has a session cookie of the reference is signed in after a move, and gets one of ours.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { tokenOfSessionId } from '#crypto/token-of-session-id.ts'
import { sha256 } from '#crypto/tokens.ts'
import { readSessionCookie } from '#http/cookies.ts'
import { clientOf, editions } from '../support/editions.ts'
import { cookieName, cookieSecret, writeCookie } from '../support/foreign-cookies.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { sampleSession } from '../store/contract/samples.ts'

describe('a session cookie of the reference', () => {
  let server: TestServer
  before(async () => (server = await startServer()))
  after(() => server.close())

  /** A session that was brought, and a browser with its cookie. */
  async function broughtWith(token: string, map: (id: string) => Readonly<Record<string, string>>) {
    const { json } = await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email: `${randomUUID()}@example.org` } },
    })
    const found = await server.store.identities.find(json.id)
    assert.ok(found)
    const session = sampleSession(found.identity, {
      issuedAt: server.now(),
      expiresAt: server.now() + 3_600_000,
    })
    const stored = token === '' ? tokenOfSessionId(cookieSecret, session.id) : token
    await server.store.sessions.insert(session, sha256(stored))
    const jar = new Jar()
    jar.store([`${cookieName}=${writeCookie(map(session.id), { isEnciphered: token !== '' })}`])
    return { jar, session }
  }
  const kinds = [
    ['a token', () => `ory_st_${randomUUID().replaceAll('-', '')}`],
    ['a token without a prefix', () => randomUUID().replaceAll('-', '')],
    ['its id', () => ''],
  ] as const

  for (const edition of editions)
    for (const [what, tokenOf] of kinds)
      it(`with ${what} signs in, and is followed by one of ours (${edition.name})`, async () => {
        const token = tokenOf(),
          at = clientOf(server, edition)
        const { jar, session } = await broughtWith(token, (id) =>
          token === '' ? { sid: id } : { session_token: token },
        )
        const first = await at.whoami({ jar })
        assert.equal(first.json.identity.id, session.identityId)
        assert.notEqual(readSessionCookie(jar.get(cookieName) ?? '')?.token, '')
        const second = await at.whoami({ jar })
        assert.deepEqual([second.json.identity.id, second.cookies], [session.identityId, []])
      })

  it('does nothing when its session has ended, or when it was not signed by us', async () => {
    const token = `ory_st_${'e'.repeat(32)}`
    const { jar, session } = await broughtWith(token, () => ({ session_token: token }))
    const forged = new Jar()
    forged.store([
      `${cookieName}=${writeCookie({ session_token: token }, { secret: 'somebody else’s' })}`,
    ])
    const statusOf = async (one: Jar) =>
      (await server.public('GET', '/sessions/whoami', { jar: one })).status
    assert.deepEqual([await statusOf(jar.copy()), await statusOf(forged)], [200, 401])
    await server.store.sessions.revoke(session.id)
    assert.equal(await statusOf(jar), 401)
  })

  it('is no way in for who knows the id of a session alone', async () => {
    const { session } = await broughtWith('', (id) => ({ sid: id }))
    const { status } = await server.public('GET', '/sessions/whoami', { token: session.id })
    assert.equal(status, 401)
  })
})
