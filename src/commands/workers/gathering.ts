// Gathers the metrics of all workers, for the one of them that was asked.
import { setTimeout as sleep } from 'node:timers/promises'
import { acrossProcesses, afterItsEnd } from '#telemetry/across.ts'
import type { Family } from '#telemetry/exposition.ts'
import type { FromWorker, ToWorker } from './messages.ts'

type Asked = { readonly worker: number; send(message: ToWorker): void }

/** One that has not answered by then is told of with what it said last. */
const longestMs = 1000

/** `serving`: who is asked. `own`: what the supervisor adds. */
export function createGathering(serving: () => readonly Asked[], own: () => readonly Family[]) {
  const last = new Map<number, readonly Family[]>()
  const waiting = new Map<number, () => void>()
  let ofEnded: readonly Family[] = [],
    lastId = 0

  async function ask(one: Asked): Promise<void> {
    const id = ++lastId
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.set(id, resolve)
    one.send({ kind: 'tell', id })
    await Promise.race([promise, sleep(longestMs, undefined, { ref: false })])
    waiting.delete(id)
  }

  async function all(): Promise<readonly Family[]> {
    const asked = serving()
    await Promise.all(asked.map(ask))
    const told = [...last].map(([worker, families]) => ({ worker: String(worker), families }))
    return acrossProcesses([
      ...told.toSorted((a, b) => Number(a.worker) - Number(b.worker)),
      { worker: 'ended', families: ofEnded },
      { worker: 'supervisor', families: own() },
    ])
  }

  return {
    hear(from: Asked, message: FromWorker): void {
      if (message.kind === 'ask')
        void all().then((families) => from.send({ kind: 'metrics', id: message.id, families }))
      if (message.kind !== 'told') return
      last.set(from.worker, message.families)
      if (message.id !== undefined) waiting.get(message.id)?.()
    },
    /** What a worker has counted stays in the sums. */
    ended(worker: number): void {
      const families = afterItsEnd(last.get(worker) ?? [])
      last.delete(worker)
      ofEnded = acrossProcesses([
        { worker: 'ended', families: ofEnded },
        { worker: 'ended', families },
      ])
    },
  }
}
