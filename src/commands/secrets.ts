// `pallas secrets reseal`: encrypts anew what is stored under older keys.
import { createReseal, type ResealReport } from '#app/reseal.ts'
import type { Reading } from '#config/read.ts'
import { systemClock } from '#lib/time.ts'
import { createStore } from '#store/open.ts'
import { commandAudit } from './audit-context.ts'

export type ResealOutput = { readonly lines: readonly string[]; readonly exitCode: number }

/** What to print: a line for each kind of text, and one for each text that no key opens. */
export async function resealSecrets(
  reading: Pick<Reading, 'config' | 'secrets'>,
  dryRun: boolean,
): Promise<ResealOutput> {
  const { config, secrets } = reading
  const store = await createStore({ dsn: config.dsn, sqlite: config.pallas.sqlite })
  try {
    await store.ping(pingTimeoutMs)
    const reseal = createReseal({ store, secrets: secrets.cipher, clock: systemClock })
    const audit = commandAudit(reading, store, 'secrets reseal')
    return outputOf(await audit.run(() => reseal({ dryRun })), dryRun)
  } finally {
    await store.close()
  }
}

const pingTimeoutMs = 10_000

function outputOf(report: ResealReport, dryRun: boolean): ResealOutput {
  const entries = Object.entries(report).map(([name, tally]) => ({ kind: spoken(name), ...tally }))
  const unreadable = entries.flatMap(({ kind, unreadable: ids }) =>
    ids.map((id) => `cannot be opened with any key: ${kind} of ${id}`),
  )
  // NOTE servers may have stored older texts again meanwhile
  const isLeft =
    !dryRun && entries.some(({ byKey }) => byKey.some((count, key) => key > 0 && count > 0))
  return {
    lines: [
      ...entries.map(({ kind, byKey, resealed, unreadable: ids }) =>
        [
          kind.padEnd(widest),
          ...byKey.map((count, key) => `key ${key}: ${count}`),
          `resealed: ${resealed}`,
          `unreadable: ${ids.length}`,
        ].join('  '),
      ),
      ...unreadable,
      ...(isLeft ? ['something still uses older keys: please run this again'] : []),
    ],
    exitCode: isLeft || unreadable.length > 0 ? 1 : 0,
  }
}

const widest = 'verification code'.length
/** `totpSecret` is `totp secret`. */
const spoken = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
