// The courier by itself: real store, real templates, real ways out, no server around it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { createAfterCommit } from '#store/after-commit.ts'
import { createCourierApp, type CourierApp } from '#app/courier.ts'
import { readConfig } from '#config/read.ts'
import type { OutgoingMessage } from '#courier/courier.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createTokens } from '#crypto/tokens.ts'
import type { Event } from '#events/events.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { createLog } from '#telemetry/log.ts'

export type TestCourier = CourierApp & {
  readonly transact: Store['transact']
  readonly store: Store
  readonly folder: string
  readonly events: Event[]
  readonly log: string[]
  /** Takes over another configuration. */
  configure(overrides: Overrides): void
  stop(): Promise<void>
}

const base = {
  dsn: 'memory',
  log: { level: 'error' },
  secrets: {
    cookie: ['a-cookie-secret-for-tests-only'],
    cipher: ['a-cipher-secret-for-tests-only-3'],
  },
}

type Overrides = { readonly [key: string]: unknown }

/** `courier` is that section of the configuration. */
export async function startCourier(
  courier: Overrides,
  more: {
    readonly store?: Store
    readonly config?: Overrides
    readonly dev?: boolean
    readonly fetch?: typeof fetch
    readonly clock?: () => number
    readonly runProgram?: NonNullable<Parameters<typeof createCourierApp>[0]['runProgram']>
  } = {},
): Promise<TestCourier> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-courier-'))
  const read = (section: Overrides) => {
    const file = join(folder, 'kratos.yml')
    writeFileSync(file, stringify({ ...base, ...more.config, courier: section }))
    return readConfig({ files: [file], env: {}, dev: more.dev ?? false, cwd: folder })
  }
  const reading = read(courier)
  const store =
    more.store ?? (await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } }))
  const events: Event[] = [],
    log: string[] = []
  const runtime = {
    reading,
    schemas: { default: undefined, find: () => undefined, list: () => [] } as never,
    since: 0,
    reload: undefined,
  }
  const { transact, afterCommit } = createAfterCommit(store.transact)
  const app = createCourierApp({
    runtime,
    store,
    afterCommit,
    clock: more.clock ?? Date.now,
    cipher: createCipher(reading.secrets.cipher),
    newId: createTokens().uuid,
    fetch: more.fetch ?? fetch,
    ...(more.runProgram ? { runProgram: more.runProgram } : {}),
    events: (event) => void events.push(event),
    log: createLog({ level: 'debug', format: 'json' }, { write: (line) => void log.push(line) }),
  })
  return {
    ...app,
    transact,
    store,
    folder,
    events,
    log,
    configure: (section) => void (runtime.reading = read(section)),
    async stop() {
      await app.worker.end(0)
      app.close()
      if (!more.store) await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function aMessage(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    channel: 'email',
    recipient: 'ada@example.org',
    template: 'recovery_code_valid',
    data: { To: 'ada@example.org', RecoveryCode: '123456', ExpiresInMinutes: 15 },
    ...more,
  }
}

/** Resolves when the condition holds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It did not happen within ${withinMs} ms.`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
