import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'

describe('many registrations at the same moment on the default SQLite', () => {
  let server: Crashable
  before(async () => {
    server = await crashable()
    await server.start()
  })
  after(() => server.remove())

  it('64 different ones all succeed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) => register(server.url, `storm-${n}@example.org`)),
    )
    assert.deepEqual(
      answers.map((one) => one?.status),
      Array.from({ length: 64 }, () => 200),
    )
    assert.equal(new Set(answers.map((one) => one?.json.identity.id)).size, 64)
  })

  it('of 200 with the same identifier exactly one makes an identity, and none is a fault of the server', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        register(server.url, n % 2 === 0 ? 'same@example.org' : 'SAME@example.org'),
      ),
    )
    const statuses = answers.map((one) => one?.status)
    assert.equal(statuses.filter((status) => status === 200).length, 1)
    assert.equal(statuses.filter((status) => status === 400).length, 199)
    for (const one of answers)
      if (one?.status === 400)
        assert.deepEqual(
          one.json.ui.messages.map((message: { id: number }) => message.id),
          [4000007],
        )
    assert.equal((await login(server.url, 'same@example.org')).status, 200)
  })

  it('two instances on one database agree on who has an identifier', async () => {
    const second = await crashable({ dsn: `sqlite://${server.folder}/pallas.sqlite?_fk=true` })
    await second.start()
    try {
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          register(n % 2 === 0 ? server.url : second.url, 'both@example.org'),
        ),
      )
      assert.equal(answers.filter((one) => one?.status === 200).length, 1)
      assert.equal(answers.filter((one) => one?.status === 400).length, 59)
    } finally {
      await second.remove()
    }
  })
})
