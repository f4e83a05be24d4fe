import type { Config } from '#config/config.ts'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { Refusal } from '#errors/refusal.ts'

type Hashers = Config['hashers']

const trial = 'a password of usual length'

/**
 * Argon2id parameters whose hash takes about as long as wanted on this machine, as lines for the
 * configuration. Throws `Refusal('bad-request')` for what is no time.
 */
export async function calibrate(time: string, hashers: Hashers): Promise<readonly string[]> {
  const wantedMs = milliseconds(time)
  if (wantedMs === undefined)
    throw new Refusal('bad-request', {
      reason: `${JSON.stringify(time)} is no time; write it like 500ms or 1s.`,
    })
  let settings: HasherSettings = { ...hashers, algorithm: 'argon2' }
  let spentMs = await measure(settings)
  while (spentMs < wantedMs && settings.argon2.iterations < 64) {
    const next = {
      ...settings,
      argon2: { ...settings.argon2, iterations: settings.argon2.iterations + 1 },
    }
    const nextMs = await measure(next)
    if (nextMs > wantedMs * 1.1) break
    settings = next
    spentMs = nextMs
  }
  const { memoryKiB, iterations, parallelism, saltBytes, keyBytes } = settings.argon2
  return [
    `# one hash takes ${spentMs.toFixed(0)} ms here`,
    'hashers:',
    '  algorithm: argon2',
    '  argon2:',
    `    memory: ${memoryKiB}KB`,
    `    iterations: ${iterations}`,
    `    parallelism: ${parallelism}`,
    `    salt_length: ${saltBytes}`,
    `    key_length: ${keyBytes}`,
  ]
}

/** The hash of the password on this stream (its last line end does not count). */
export async function hashPassword(
  from: AsyncIterable<Buffer | string>,
  hashers: Hashers,
): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of from) parts.push(Buffer.from(part))
  return createHasher({ settings: () => ({ ...hashers, algorithm: 'argon2' }) }).hash(
    Buffer.concat(parts)
      .toString('utf8')
      .replace(/\r?\n$/, ''),
  )
}

/** The median of three. */
async function measure(settings: HasherSettings): Promise<number> {
  const hasher = createHasher({ settings: () => settings })
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const from = performance.now()
    await hasher.hash(trial)
    times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[1] ?? 0
}

function milliseconds(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? []
  return amount === undefined ? undefined : Number(amount) * (unit === 's' ? 1000 : 1)
}
