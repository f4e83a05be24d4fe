// The library that checks keys takes a while to load, so it is loaded when a key is used.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { promisify } from 'node:util'

const support = join(import.meta.dirname, '../../support')
const script = `
  import { registerHooks } from 'node:module'
  const loaded = new Set()
  registerHooks({
    load(url, context, next) {
      if (url.includes('@simplewebauthn')) loaded.add(url)
      return next(url, context)
    },
  })
  const { Jar } = await import('${support}/jar.ts')
  const { startServer } = await import('${support}/server.ts')
  const { signUp, signedInBrowser, openSpa } = await import('${support}/people.ts')
  const { withKeys, addKey } = await import('${support}/keys.ts')
  const server = await startServer(withKeys(true))
  await signUp(server, 'ada@example.org')
  const jar = await signedInBrowser(server, 'ada@example.org')
  for (const kind of ['login', 'registration']) await openSpa(server, kind, new Jar())
  await openSpa(server, 'settings', jar)
  const before = loaded.size
  await addKey(server, 'passkey', jar)
  process.stdout.write(JSON.stringify([before, loaded.size > 0]))
  await server.close()
`

it('forms that offer keys, and people without any, do not load the library', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv.filter((one) => !one.startsWith('--test')),
    '--input-type=module',
    '-e',
    script,
  ])
  assert.deepEqual(JSON.parse(stdout), [0, true])
})
