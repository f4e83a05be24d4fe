// What commands that work on the database themselves need for the audit trail.
import { userInfo } from 'node:os'
import { createAuditApp } from '#app/audit.ts'
import type { AuditAdministration } from '#audit/administration.ts'
import type { Actor } from '#audit/entry.ts'
import { readConfig, type Reading } from '#config/read.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createTokens } from '#crypto/tokens.ts'
import { createOutbox } from '#hooks/outbox/outbox.ts'
import { systemClock } from '#lib/time.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { createLog } from '#telemetry/log.ts'
import type { ProcessContext } from './options.ts'

/** A command, and the account of the system that runs it. */
export const commandActor = (name: string): Actor => ({
  kind: 'command',
  id: accountName(),
  name,
  right: 'database',
})

/** The audit trail of a database; `run` does something on behalf of a command. */
export function commandAudit(
  reading: Pick<Reading, 'config' | 'secrets'>,
  store: Store,
  command: string,
) {
  const { config, secrets } = reading
  const tokens = createTokens()
  const app = createAuditApp({
    runtime: { reading: reading as Reading },
    store,
    clock: systemClock,
    tokens,
    log: createLog(config.log),
  })
  const outbox = createOutbox({
    store: store.outbox,
    cipher: createCipher(secrets.cipher),
    clock: systemClock,
    newId: tokens.uuid,
    // NOTE a server looks every second
    notifyWorker: () => undefined,
  })
  app.connect(outbox.put)
  return {
    administration: app.administration,
    run: <T>(work: () => T): T => app.as(commandActor(command), work),
  }
}

type OnDatabase = {
  readonly store: Store
  readonly administration: AuditAdministration
}

const pingTimeoutMs = 10_000

/** Runs `work` with the database of a configuration, on behalf of a command. */
export async function withDatabase<T>(
  context: ProcessContext,
  files: readonly string[],
  command: string,
  work: (parts: OnDatabase) => Promise<T>,
): Promise<T> {
  const reading = readConfig({ files, dev: true, ...context })
  const { dsn, pallas } = reading.config
  const store = await createStore({ dsn, sqlite: pallas.sqlite })
  try {
    await store.ping(pingTimeoutMs)
    const { administration, run } = commandAudit(reading, store, command)
    return await run(() => work({ store, administration }))
  } finally {
    await store.close()
  }
}

/** NOTE an account without a name is an error of the system */
function accountName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
}
