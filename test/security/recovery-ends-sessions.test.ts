// Whoever had got into an account is out of it once its owner has recovered it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { proveAddress, signUp } from '../support/people.ts'
import { mergeDeep, startServer } from '../support/server.ts'

const email = 'ada@example.org'
const settings = {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: { recovery: { enabled: true, use: 'link' } },
  },
}

for (const edition of editions.filter(({ kinds }) => kinds.includes('recovery')))
  describe(`a recovery (${edition.name})`, () => {
    for (const ends of [true, false])
      it(`${ends ? 'ends' : 'leaves'} the other sessions of the account`, async () => {
        const server = await startServer(
          mergeDeep(settings, ends ? {} : { pallas: { recovery: { end_other_sessions: false } } }),
        )
        const { token, id } = await signUp(server, email)
        await proveAddress(server, id)
        const other = await signUp(server, 'bob@example.org')
        const at = clientOf(server, edition),
          jar = new Jar()
        const flow = await at.open('recovery', jar)
        await at.send('recovery', flow, 'link', jar, { email })
        const link = (await mailTo(server, email))
          .at(-1)
          ?.links.find((one) => one.includes('token='))
        const { pathname, search } = new URL(link ?? assert.fail('no link'))
        await server.public('GET', pathname + search, { jar, accept: 'text/html' })
        assert.equal((await at.whoami({ jar })).status, 200)
        const status = async (one: string) =>
          (await server.public('GET', '/sessions/whoami', { token: one })).status
        assert.equal(await status(token), ends ? 401 : 200)
        assert.equal(await status(other.token), 200)
        await server.close()
      })
  })
