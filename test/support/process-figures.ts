// What the system tells of a process; Linux only.
import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory in MB. */
export function memoryMb(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** Open file descriptors: files, connections, timers of the system. */
export function openFiles(pid: number | undefined): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

export function threads(pid: number | undefined): number {
  return readdirSync(`/proc/${pid}/task`).length
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))

/** Asks until it holds; throws after `limitMs`, with what `describe` tells. Answers how long it took. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  limitMs: number,
  describe: () => string = () => '',
): Promise<number> {
  const from = performance.now()
  while (!(await holds())) {
    if (performance.now() - from > limitMs)
      throw new Error(`not within ${limitMs} ms ${describe()}`)
    await pause(20)
  }
  return performance.now() - from
}

/** The status of an answer; 0 when the connection failed. */
export const statusOf = (url: string, init: RequestInit = {}): Promise<number> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(15_000) }).then(
    async (answer) => (await answer.arrayBuffer(), answer.status),
    () => 0,
  )
