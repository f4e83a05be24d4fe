// The real server as a process of its own, in a scratch folder, on free ports, with its own pages as the user interface.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { mergeDeep, type Overrides } from './server.ts'
import { freePort, startGuarded, untilReady } from './server-process.ts'

export type PallasProcess = {
  readonly url: string
  readonly adminUrl: string
  readonly folder: string
  /** Changes its configuration while it serves; resolves when the change is in force. */
  configure(overrides: Overrides): Promise<void>
  /** Ends it by its own pid. The folder goes when this process does. */
  stop(): void
}

/**
 * `overrides` are merged into a small configuration with cheap hashes, deeply. `hostname`: how
 * browsers reach it.
 */
export async function startPallas(
  overrides: Overrides = {},
  hostname = '127.0.0.1',
): Promise<PallasProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-server-'))
  const [port, adminPort] = [await freePort(), await freePort()]
  const url = `http://${hostname}:${port}`,
    adminUrl = `http://127.0.0.1:${adminPort}`
  const config = {
    dsn: `sqlite://${folder}/pallas.sqlite?_fk=true`,
    log: { level: 'info' },
    serve: {
      public: { host: '127.0.0.1', port, base_url: `${url}/` },
      admin: { host: '127.0.0.1', port: adminPort, base_url: `${adminUrl}/` },
    },
    selfservice: {
      methods: { password: { config: { haveibeenpwned_enabled: false } } },
      flows: { registration: { after: { password: { hooks: [{ hook: 'session' }] } } } },
    },
    secrets: {
      cookie: ['a-cookie-secret-for-tests-only'],
      cipher: ['a-cipher-secret-for-tests-only-3'],
    },
    hashers: { algorithm: 'bcrypt', bcrypt: { cost: 4 } },
    pallas: { serve: { workers: 1 } },
  }
  const file = join(folder, 'kratos.yml')
  let written = mergeDeep(config, overrides)
  writeFileSync(file, stringify(written))
  const pid = startGuarded(
    { folder, asAccount: (program, args) => [program, args] },
    join(import.meta.dirname, '../../bin/pallas'),
    ['serve', '--dev', '-c', file],
  )
  await untilReady(folder, async () => {
    if ((await fetch(`${url}/health/ready`)).status !== 200) throw new Error('not ready')
  })
  const inForce = async () => (await fetch(`${url}/health/config`)).text()
  return {
    url,
    adminUrl,
    folder,
    async configure(more) {
      const before = await inForce()
      written = mergeDeep(written, more)
      writeFileSync(file, stringify(written))
      await untilReady(folder, async () => {
        if ((await inForce()) === before) throw new Error('the configuration has not changed')
      })
    },
    stop: () => void process.kill(pid, 'SIGTERM'),
  }
}
