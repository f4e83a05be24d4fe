// An administrator ends many sessions at once.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { unrecorded } from '#audit/unrecorded.ts'
import { signIn, signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const mount = '/v26.3'

describe('many sessions at once', () => {
  let server: TestServer
  let nth = 0
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())
  beforeEach(() => manage({ action: 'delete', identities: ['*'] }))

  const manage = (json: unknown) => server.admin('POST', `${mount}/admin/sessions`, { json })
  const isGood = async (token: string) =>
    (await server.public('GET', '/sessions/whoami', { token })).status === 200
  const left = async (): Promise<number> =>
    (await server.admin('GET', '/admin/sessions?page_size=500')).json.length

  async function person(sessions: number) {
    const { id, email } = await signUp(server, `person-${++nth}@example.org`)
    await manage({ action: 'delete', identities: [id] })
    const opened = []
    for (let one = 0; one < sessions; one++) opened.push(await signIn(server, email))
    return {
      id,
      sessions: opened.map(({ json }) => ({ id: json.session.id, token: json.session_token })),
    }
  }

  for (const [action, kept] of [
    ['disable', true],
    ['delete', false],
  ] as const) {
    const still = (count: number) => (kept ? count : 0)

    it(`${action}: those with these ids, in any case, once`, async () => {
      const ada = await person(3)
      const [first, second, third] = ada.sessions
      const sessions = [first?.id.toUpperCase(), second?.id, randomUUID()]
      assert.deepEqual((await manage({ action, sessions })).json, { processed: 2, more: false })
      assert.deepEqual((await manage({ action, sessions })).json, { processed: 0, more: false })
      assert.equal(await left(), 1 + still(2))
      assert.deepEqual(await Promise.all([first, second, third].map((one) => isGood(one?.token))), [
        false,
        false,
        true,
      ])
    })

    it(`${action}: all of these people`, async () => {
      const [ada, ben, eve] = [await person(2), await person(1), await person(1)]
      const identities = [ada.id, ben.id, randomUUID()]
      assert.deepEqual((await manage({ action, identities })).json, { processed: 3, more: false })
      assert.equal(await left(), 1 + still(3))
      assert.equal(await isGood(eve.sessions[0]?.token), true)
    })

    it(`${action}: everybody's`, async () => {
      await person(2)
      await person(1)
      assert.deepEqual((await manage({ action, identities: ['*'] })).json, {
        processed: 3,
        more: false,
      })
      assert.equal(await left(), still(3))
    })
  }

  it('in steps: a call ends ten thousand, and says that there may be more', async () => {
    const ends: number[] = []
    let sessions = 12_500
    const { createSessionAdministration } = await import('#session/administration.ts')
    const events: any[] = []
    const administration = createSessionAdministration({
      sessions: {
        endMany: async (_which: unknown, _how: unknown, limit: number) => {
          const ended = Math.min(limit, sessions)
          sessions -= ended
          ends.push(ended)
          return ended
        },
      } as never,
      events: (event) => events.push(event),
    })
    const endMany: typeof administration.endMany = (...asked) =>
      unrecorded(() => administration.endMany(...asked))
    assert.deepEqual(await endMany('all', 'revoke'), {
      processed: 10_000,
      more: true,
    })
    assert.equal(ends.length, 10)
    assert.deepEqual(await endMany('all', 'revoke'), {
      processed: 2500,
      more: false,
    })
    sessions = 12_500
    const identityIds = [randomUUID()]
    assert.deepEqual(await endMany({ identityIds }, 'delete'), {
      processed: 12_500,
      more: false,
    })
    assert.deepEqual(
      events.map(({ of, count, how, ids }) => [of, count, how, ids]),
      [
        ['all', 10_000, 'revoke', []],
        ['all', 2500, 'revoke', []],
        ['identities', 12_500, 'delete', identityIds],
      ],
    )
  })

  const one = randomUUID()
  const refused: Readonly<Record<string, unknown>> = {
    'no action': { identities: [one] },
    'another action': { action: 'frob', identities: [one] },
    'no list': { action: 'disable' },
    'both lists': { action: 'disable', identities: [one], sessions: [one] },
    'an empty list': { action: 'disable', identities: [] },
    'an entry that is no id': { action: 'disable', identities: ['nonsense'] },
    'an entry that is no text': { action: 'disable', sessions: [7] },
    'all sessions by session': { action: 'delete', sessions: ['*'] },
    'all people and one': { action: 'delete', identities: ['*', one] },
    'all people twice': { action: 'delete', identities: ['*', '*'] },
    'too many sessions': { action: 'delete', sessions: Array.from({ length: 501 }, randomUUID) },
    'too many people': { action: 'delete', identities: Array.from({ length: 501 }, randomUUID) },
    'a list that is none': { action: 'delete', sessions: one },
    'an unknown key': { action: 'delete', sessions: [one], all: true },
    'no object': [],
  }
  for (const [name, body] of Object.entries(refused))
    it(`with ${name} is refused, and nothing ends`, async () => {
      await person(1)
      assert.equal((await manage(body)).status, 400)
      assert.equal(await left(), 1)
    })

  it('takes as many ids as it says', async () => {
    for (const list of ['sessions', 'identities']) {
      const { json } = await manage({
        action: 'delete',
        [list]: Array.from({ length: 500 }, randomUUID),
      })
      assert.deepEqual(json, { processed: 0, more: false })
    }
  })

  it('is not there in v26.2, nor on the public listener', async () => {
    const json = { action: 'delete', identities: ['*'] }
    assert.equal((await server.admin('POST', '/admin/sessions', { json })).status, 405)
    const { token } = await signUp(server, `person-${++nth}@example.org`)
    assert.notEqual((await server.public('POST', `${mount}/admin/sessions`, { json })).status, 200)
    assert.equal(await isGood(token), true)
  })

  it('sessions that administrators see have the metadata of administrators', async () => {
    const { id } = await signUp(server, `person-${++nth}@example.org`)
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'add', path: '/metadata_admin', value: { plan: 'gold' } }],
    })
    const [session] = (await server.admin('GET', `/admin/identities/${id}/sessions`)).json
    for (const [at, expected] of [
      [mount, { plan: 'gold' }],
      ['', undefined],
    ] as const) {
      const lists = [
        (await server.admin('GET', `${at}/admin/sessions?expand=identity`)).json[0],
        (await server.admin('GET', `${at}/admin/sessions/${session.id}?expand=identity`)).json,
        (await server.admin('GET', `${at}/admin/identities/${id}/sessions`)).json[0],
      ]
      for (const one of lists) assert.deepEqual(one.identity.metadata_admin, expected)
    }
    const signedIn = await signIn(server, `person-${nth}@example.org`)
    const { json } = await server.public('GET', `${mount}/sessions/whoami`, {
      token: signedIn.json.session_token,
    })
    assert.equal('metadata_admin' in json.identity, false)
  })
})
