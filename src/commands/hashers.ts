import type { Config } from '#config/config.ts'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { Refusal } from '#errors/refusal.ts'

type Hashers = Config['hashers']

const samplePassword = 'a password of usual length'

/**
 * Finds Argon2id parameters whose hash takes about `time` on this machine, as lines of YAML for the
 * configuration. Throws `Refusal('bad-request')` when `time` is not a duration.
 */
export async function calibrate(time: string, hashers: Hashers): Promise<readonly string[]> {
  const targetMs = milliseconds(time)
  if (targetMs === undefined)
    throw new Refusal('bad-request', {
      reason: `${JSON.stringify(time)} is not a duration; use a value such as 500ms or 1s.`,
    })
  let settings: HasherSettings = { ...hashers, algorithm: 'argon2' }
  let measuredMs = await measure(settings)
  while (measuredMs < targetMs && settings.argon2.iterations < 64) {
    const next = {
      ...settings,
      argon2: { ...settings.argon2, iterations: settings.argon2.iterations + 1 },
    }
    const nextMs = await measure(next)
    if (nextMs > targetMs * 1.1) break
    settings = next
    measuredMs = nextMs
  }
  const { memoryKiB, iterations, parallelism, saltBytes, keyBytes } = settings.argon2
  return [
    `# one hash takes ${measuredMs.toFixed(0)} ms on this machine`,
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

/** Hashes the password read from the stream, without its last line break. */
export async function hashPassword(
  input: AsyncIterable<Buffer | string>,
  hashers: Hashers,
): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) parts.push(Buffer.from(part))
  return createHasher({ settings: () => ({ ...hashers, algorithm: 'argon2' }) }).hash(
    Buffer.concat(parts)
      .toString('utf8')
      .replace(/\r?\n$/, ''),
  )
}

/** The median time of three hashes, in milliseconds. */
async function measure(settings: HasherSettings): Promise<number> {
  const hasher = createHasher({ settings: () => settings })
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const startedAt = performance.now()
    await hasher.hash(samplePassword)
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[1] ?? 0
}

function milliseconds(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? []
  return amount === undefined ? undefined : Number(amount) * (unit === 's' ? 1000 : 1)
}
