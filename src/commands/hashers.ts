// `pallas hashers argon2 …`: hashes, and finds out how long they take on this machine.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#config/config.ts'
import { parseDuration } from '#config/quantity.ts'
import { createHasher } from '#crypto/hasher.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Printable } from './output.ts'

type Hashers = Config['hashers']
type Argon2 = Hashers['argon2']

const samplePassword = 'a password of usual length'

/** The first line of a stream, without its line break. */
export async function passwordOf(input: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/** Hashes passwords; one after the other, or all at once as far as there are cores. */
export async function hashPasswords(
  passwords: readonly string[],
  hashers: Hashers,
  parallel: boolean,
): Promise<readonly string[]> {
  const hasher = createHasher({
    settings: () => hashers,
    maxWaiting: Infinity,
    maxWaitMs: maxWaitMs,
  })
  if (parallel) return Promise.all(passwords.map((password) => hasher.hash(password)))
  const hashes: string[] = []
  for (const password of passwords) hashes.push(await hasher.hash(password))
  return hashes
}
const maxWaitMs = 24 * 3_600_000

export type CalibrationOptions = {
  readonly startIterations?: number
  /** Sizes in bytes. */
  readonly startMemory?: number
  readonly maxMemory?: number
  readonly adjustMemoryBy?: number
  readonly dedicatedMemory?: number
  /** Times in milliseconds. */
  readonly minDuration?: number
  readonly expectedDeviation?: number
  readonly maxConcurrent: number
  readonly probeRuns: number
}

type Measured = { readonly measuredMs: number }
type Calibration = Measured & {
  /** The parameters, as the configuration spells them. */
  readonly value: Readonly<Record<string, string | number>>
  readonly warnings: readonly string[]
}

const mostIterations = 64
const leastMemoryKiB = 7168
const usualDurationMs = 500

/**
 * Finds Argon2id parameters for a load: `500ms` is the time that a hash is to take, `60` a number of
 * sign-ins a minute. Throws Refusal('bad-request') for other loads, and for one that this machine
 * cannot bear.
 */
export async function calibrate(
  load: string,
  hashers: Hashers,
  options: CalibrationOptions,
): Promise<Calibration> {
  const { targetMs, concurrent } = targetOf(load, options)
  const warnings: string[] = []
  const limitKiB = Math.min(
    ...[options.maxMemory, options.dedicatedMemory && options.dedicatedMemory / concurrent]
      .filter((bytes): bytes is number => bytes !== undefined && bytes > 0)
      .map((bytes) => Math.floor(bytes / 1024)),
    options.startMemory === undefined
      ? hashers.argon2.memoryKiB
      : Math.ceil(options.startMemory / 1024),
  )
  let argon2: Argon2 = {
    ...hashers.argon2,
    memoryKiB: Math.max(limitKiB, 8 * hashers.argon2.parallelism),
    iterations: options.startIterations ?? hashers.argon2.iterations,
  }
  const probe = async (next: Argon2): Promise<number> => {
    const { median, deviation } = await measure({ ...hashers, argon2: next }, options.probeRuns)
    if (options.expectedDeviation !== undefined && deviation > options.expectedDeviation)
      warnings.push(
        `measurements of ${next.iterations} passes differ by ${deviation.toFixed(0)} ms`,
      )
    return median
  }
  let measuredMs = await probe(argon2)
  const stepKiB = Math.ceil((options.adjustMemoryBy ?? argon2.memoryKiB * 256) / 1024)
  while (measuredMs > targetMs * 1.1 && argon2.memoryKiB - stepKiB >= leastMemoryKiB) {
    argon2 = { ...argon2, memoryKiB: argon2.memoryKiB - stepKiB }
    measuredMs = await probe(argon2)
  }
  while (measuredMs < targetMs && argon2.iterations < mostIterations) {
    const next = { ...argon2, iterations: argon2.iterations + 1 }
    const nextMs = await probe(next)
    if (nextMs > targetMs * 1.1) break
    argon2 = next
    measuredMs = nextMs
  }
  if (isRate(load) && (Number(load) / 60_000) * measuredMs > availableParallelism())
    throw refused(`This machine cannot hash ${load} passwords a minute.`)
  if (measuredMs > targetMs * 1.5)
    warnings.push(
      `no parameters were found whose hash takes no more than ${targetMs.toFixed(0)} ms`,
    )
  return { measuredMs, warnings, value: valueOf(argon2) }
}

const refused = (reason: string) => new Refusal('bad-request', { reason })
const isRate = (load: string) => /^[1-9][0-9]{0,5}$/.test(load)

/** How long a hash is to take, and how many are made at once. */
function targetOf(load: string, { minDuration, maxConcurrent }: CalibrationOptions) {
  if (!isRate(load)) {
    const targetMs = parseDuration(load)
    if (targetMs === undefined || targetMs === 0)
      throw refused(
        `${JSON.stringify(load)} is not a duration and no number of sign-ins a minute; ` +
          'use a value such as 500ms, 1s or 60.',
      )
    return { targetMs, concurrent: 1 }
  }
  const perMs = Number(load) / 60_000
  const targetMs = Math.min(minDuration ?? usualDurationMs, availableParallelism() / perMs)
  return { targetMs, concurrent: Math.min(maxConcurrent, Math.max(1, Math.ceil(perMs * targetMs))) }
}

const valueOf = ({ memoryKiB, iterations, parallelism, saltBytes, keyBytes }: Argon2) => ({
  memory: `${memoryKiB}KB`,
  iterations,
  parallelism,
  salt_length: saltBytes,
  key_length: keyBytes,
})

/** The parameters as lines of YAML for the configuration. */
export const calibrationLines = (
  value: Calibration['value'],
  { measuredMs }: Measured,
  quiet: boolean,
): readonly string[] => [
  ...(quiet ? [] : [`# one hash takes ${measuredMs.toFixed(0)} ms on this machine`]),
  'hashers:',
  '  algorithm: argon2',
  '  argon2:',
  ...Object.entries(value).map(([key, one]) => `    ${key}: ${one}`),
]

/** The time of one hash, in milliseconds, and by how much the measurements differ. */
async function measure(settings: Hashers, runs: number) {
  const hasher = createHasher({ settings: () => ({ ...settings, algorithm: 'argon2' }) })
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await timeOf(() => hasher.hash(samplePassword)))
  const sorted = times.toSorted((a, b) => a - b)
  return {
    median: medianOf(sorted),
    deviation: (sorted.at(-1) ?? 0) - (sorted[0] ?? 0),
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const medianOf = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0

export type LoadTestOptions = {
  /** How long hashes are begun, in milliseconds; a minute by default. */
  readonly for?: number
  readonly dedicatedMemory?: number
  readonly minDuration?: number
  readonly expectedDeviation?: number
}

/** Begins hashes evenly, as often as asked for, and tells how long they took with their waiting. */
export async function loadTest(
  perMinute: number,
  hashers: Hashers,
  options: LoadTestOptions,
): Promise<{
  readonly printable: Printable
  readonly warnings: readonly string[]
  readonly failed: number
}> {
  const hasher = createHasher({ settings: () => ({ ...hashers, algorithm: 'argon2' }) })
  const forMs = options.for ?? 60_000
  const count = Math.max(1, Math.round((perMinute * forMs) / 60_000))
  const startedAt = performance.now()
  const times: number[] = []
  let failed = 0,
    peak = 0
  await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      await sleep((at * forMs) / count)
      try {
        times.push(await timeOf(() => hasher.hash(samplePassword)))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failed++
      }
      peak = Math.max(peak, process.memoryUsage.rss())
    }),
  )
  const sorted = times.toSorted((a, b) => a - b)
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
  const variance =
    times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / Math.max(1, times.length)
  const deviation = Math.sqrt(variance),
    median = medianOf(sorted)
  const figures = {
    total_time: inMs(performance.now() - startedAt),
    median_request_time: inMs(median),
    standard_deviation: inMs(deviation),
    min_request_time: inMs(sorted[0] ?? 0),
    max_request_time: inMs(sorted.at(-1) ?? 0),
    memory_used: `${Math.ceil(peak / 1024 / 1024)}MB`,
    hashed: String(times.length),
    refused: String(failed),
  }
  const { minDuration, expectedDeviation, dedicatedMemory } = options
  return {
    failed,
    warnings: [
      ...(minDuration !== undefined && median < minDuration
        ? [`a hash takes ${inMs(median)}, less than ${inMs(minDuration)}`]
        : []),
      ...(expectedDeviation !== undefined && deviation > expectedDeviation
        ? [`times deviate by ${inMs(deviation)}, more than ${inMs(expectedDeviation)}`]
        : []),
      ...(dedicatedMemory !== undefined && peak > dedicatedMemory
        ? [`the process used ${figures.memory_used}`]
        : []),
    ],
    printable: {
      value: figures,
      headings: Object.keys(figures).map((key) => key.toUpperCase().replaceAll('_', ' ')),
      rows: [Object.values(figures)],
      ids: [],
      isSingle: true,
    },
  }
}

const inMs = (ms: number): string => `${ms.toFixed(0)}ms`
