// Runs as a thread: reads lines and packs them, batch after batch.
import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { createEncoding, type Packed } from './encode.ts'
import type { EncodeAnswer, EncodeOrder, EncodeSource } from './encode-in-thread.ts'
import { createPreparation } from './context.ts'

/** Batches that wait to be stored. */
const mostWaiting = 1

const { file, ...where } = workerData as EncodeSource

async function answerAll(port: MessagePort): Promise<void> {
  const asked = once(port, 'message')
  const parts = await createPreparation(where)
  const [{ after, mostLines }] = (await asked) as [EncodeOrder]
  const from =
    file === undefined ? createReadStream('', { fd: 0, autoClose: false }) : createReadStream(file)
  let waiting = 0
  port.on('message', () => waiting--)
  for await (const packed of createEncoding(parts, from)(after, mostLines)) {
    while (waiting > mostWaiting) await once(port, 'message')
    port.postMessage({ packed } satisfies EncodeAnswer, bytesOf(packed))
    waiting++
  }
  port.postMessage({ packed: undefined } satisfies EncodeAnswer)
  port.close()
}

if (parentPort !== null) await answerAll(parentPort)

/** What need not be copied. */
function bytesOf({ accounts }: Packed): ArrayBuffer[] {
  return accounts.tables.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => (chunk instanceof Uint8Array ? [chunk.buffer as ArrayBuffer] : [])),
  )
}
