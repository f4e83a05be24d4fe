// The load: 32 connections that ask again as soon as they are answered.
import autocannon from 'autocannon'
import { cpuMs } from './product.ts'

export type Figures = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Milliseconds of CPU of the server for one answer. */
  readonly cpuMsEach: number | undefined
  readonly failed: number
}

export const connections = 32

/** The same request over and over. `pid`: the process whose CPU counts, or what tells of several. */
export async function repeat(
  url: string,
  seconds: number,
  pid: number | undefined | (() => number),
  headers: Readonly<Record<string, string>> = {},
): Promise<Figures> {
  const cpu = () => (typeof pid === 'function' ? pid() : cpuMs(pid))
  await autocannon({ url, connections, duration: 1, headers })
  const before = cpu()
  const result = await autocannon({ url, connections, duration: seconds, headers })
  const after = cpu()
  const answers = result.requests.total
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
    cpuMsEach: before === undefined || after === undefined ? undefined : (after - before) / answers,
  }
}

/** Something of several requests, over and over; `work` throws when it fails. */
export async function perform(
  work: (n: number) => Promise<void>,
  seconds: number,
  pid: number | undefined,
  atOnce = connections,
): Promise<Figures> {
  const times: number[] = []
  let next = 0,
    failed = 0
  const before = cpuMs(pid),
    from = performance.now(),
    until = from + seconds * 1000
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        const start = performance.now()
        try {
          await work(next++)
          times.push(performance.now() - start)
        } catch {
          failed++
        }
      }
    }),
  )
  const spent = (performance.now() - from) / 1000,
    after = cpuMs(pid)
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return {
    perSecond: times.length / spent,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed,
    cpuMsEach:
      before === undefined || after === undefined ? undefined : (after - before) / times.length,
  }
}
