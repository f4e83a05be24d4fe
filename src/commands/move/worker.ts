// Worker thread: reads the other database and answers it as it is stored here, call by call.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { Refusal } from '#errors/refusal.ts'
import type { MoveReader, PeoplePart, SessionsPart } from '#move/reader.ts'
import { openReader, type ReaderRequest } from './reader.ts'
import type { ThreadAnswer, ThreadCall } from './thread.ts'

function run(port: MessagePort): void {
  const opened = openReader(workerData as ReaderRequest)
  // NOTE the first call is answered with what hinders it
  opened.catch(() => undefined)
  // NOTE one after the other: the next call waits here, so that the thread is never without work
  let before: Promise<unknown> = opened
  port.on('message', ({ id, name, given }: ThreadCall) => {
    const answer = async () => {
      await before.catch(() => undefined)
      const onEnd = (last: string | undefined) =>
        port.postMessage({ id, last } satisfies ThreadAnswer)
      const value: unknown = await (
        (
          await opened
        )[name] as (...given: readonly unknown[]) => Promise<unknown>
      )(...given, ...(isPart(name) ? [onEnd] : []))
      port.postMessage({ id, value } satisfies ThreadAnswer, transferables(name, value))
    }
    before = answer().catch((error: unknown) =>
      port.postMessage({ id, fault: faultOf(error) } satisfies ThreadAnswer),
    )
  })
}

if (parentPort !== null) run(parentPort)

const isPart = (name: keyof MoveReader): boolean => name === 'people' || name === 'sessions'

/** Buffers to transfer instead of copying. */
function transferables(name: keyof MoveReader, value: unknown): ArrayBuffer[] {
  if (!isPart(name)) return []
  const tables =
    name === 'people'
      ? (value as PeoplePart).added.accounts.tables
      : (value as SessionsPart).added.tables
  return tables.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => (chunk instanceof Uint8Array ? [chunk.buffer as ArrayBuffer] : [])),
  )
}

function faultOf(error: unknown): string {
  if (error instanceof Refusal && error.reason !== undefined) return error.reason
  return error instanceof Error ? error.message : String(error)
}
