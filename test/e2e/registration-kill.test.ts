import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'

const kills = 50

describe('a server that is killed under load', () => {
  let server: Crashable
  before(async () => {
    server = await crashable()
    await server.start()
  })
  after(() => server.remove())

  it(`loses no answered registration in ${kills} kills, and leaves no half-made identity`, async () => {
    const answered: { email: string; token: string }[] = [],
      uncertain: string[] = []
    for (let round = 0; round < kills; round++) {
      let running = true,
        next = 0
      // NOTE a machine that is busy takes its time for the first answer of a server that has started
      const firstAnswer = Promise.withResolvers<void>()
      const clients = Array.from({ length: 8 }, async (_, client) => {
        while (running) {
          const email = `kill-${round}-${client}-${next++}@example.org`
          const answer = await register(server.url, email)
          if (answer?.status === 200) {
            answered.push({ email, token: answer.json.session_token })
            firstAnswer.resolve()
          } else if (answer === undefined) uncertain.push(email)
          else assert.fail(`${email}: ${answer.status}`)
          if (answer === undefined) return
        }
      })
      await Promise.race([firstAnswer.promise, Promise.all(clients)])
      await new Promise((resolve) => setTimeout(resolve, (round * 37) % 200))
      await server.kill()
      running = false
      await Promise.all(clients)
      await server.start()
    }
    assert.ok(answered.length > kills, `only ${answered.length} registrations were answered`)
    for (const { email, token } of answered) {
      const whoami = await fetch(`${server.url}/sessions/whoami`, {
        headers: { 'x-session-token': token },
      })
      assert.equal(whoami.status, 200, `the session of ${email} is lost`)
    }
    for (const { email } of answered.filter((_, n) => n % 10 === 0))
      assert.equal((await login(server.url, email)).status, 200, `${email} is lost`)
    // what was not answered is there as a whole, or not at all and free to be made
    for (const email of uncertain) {
      const signedIn = await login(server.url, email)
      if (signedIn.status !== 200)
        assert.equal((await register(server.url, email))?.status, 200, `${email} is half there`)
    }
  })
})
