// Worker thread: reads the other database and answers it as it is stored here, call by call.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { Refusal } from '#errors/refusal.ts'
import type { MoveReader, PeoplePart } from '#move/reader.ts'
import { openReader } from './reader.ts'
import type { ThreadAnswer, ThreadCall, ThreadRequest } from './thread.ts'

function run(port: MessagePort): void {
  const opened = openReader(workerData as ThreadRequest)
  // NOTE the first call is answered with what hinders it
  opened.catch(() => undefined)
  port.on('message', ({ id, name, given }: ThreadCall) => {
    const answer = async () => {
      const value: unknown = await (
        (
          await opened
        )[name] as (...given: readonly unknown[]) => Promise<unknown>
      )(...given)
      port.postMessage({ id, value } satisfies ThreadAnswer, transferables(name, value))
    }
    answer().catch((error: unknown) =>
      port.postMessage({ id, fault: faultOf(error) } satisfies ThreadAnswer),
    )
  })
}

if (parentPort !== null) run(parentPort)

/** Buffers to transfer instead of copying. */
function transferables(name: keyof MoveReader, value: unknown): ArrayBuffer[] {
  if (name !== 'people') return []
  return (value as PeoplePart).added.accounts.tables.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => (chunk instanceof Uint8Array ? [chunk.buffer as ArrayBuffer] : [])),
  )
}

function faultOf(error: unknown): string {
  if (error instanceof Refusal && error.reason !== undefined) return error.reason
  return error instanceof Error ? error.message : String(error)
}
