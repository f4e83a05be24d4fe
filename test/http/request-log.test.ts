// The log of requests, of which those for the health of the server can be left out.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startServer } from '../support/server.ts'

const routes = ['/health/alive', '/health/ready', '/schemas']

for (const hides of [false, true])
  for (const listener of ['public', 'admin'] as const)
    describe(`the log of the ${listener} listener (disable_for_health: ${hides})`, () => {
      it('has these requests', async () => {
        const server = await startServer({
          serve: { [listener]: { request_log: { disable_for_health: hides } } },
        })
        for (const route of routes) await server[listener]('GET', route)
        const logged = routes.filter((route) =>
          server.log.some((line) => line.includes('"request"') && line.includes(`${route}"`)),
        )
        assert.deepEqual(logged, hides ? ['/schemas'] : routes)
        await server.close()
      })
    })
