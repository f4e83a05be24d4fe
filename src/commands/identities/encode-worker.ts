// Worker thread: reads and encodes lines, one batch after the other.
import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { createEncoding, type EncodedBatch } from './encode.ts'
import type { EncodeResponse, EncodeRequest, EncodeSource } from './encode-in-thread.ts'
import { createPreparation } from './context.ts'

/** Batches sent and not yet acknowledged, at most. */
const maxUnacknowledged = 1

const { file, ...source } = workerData as EncodeSource

async function run(port: MessagePort): Promise<void> {
  const firstMessage = once(port, 'message')
  const parts = await createPreparation(source)
  const [{ after, maxLines }] = (await firstMessage) as [EncodeRequest]
  const from =
    file === undefined ? createReadStream('', { fd: 0, autoClose: false }) : createReadStream(file)
  let unacknowledged = 0
  port.on('message', () => unacknowledged--)
  for await (const packed of createEncoding(parts, from)(after, maxLines)) {
    while (unacknowledged > maxUnacknowledged) await once(port, 'message')
    port.postMessage({ packed } satisfies EncodeResponse, transferables(packed))
    unacknowledged++
  }
  port.postMessage({ packed: undefined } satisfies EncodeResponse)
  port.close()
}

if (parentPort !== null) await run(parentPort)

/** Buffers to transfer instead of copying. */
function transferables({ accounts }: EncodedBatch): ArrayBuffer[] {
  return accounts.tables.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => (chunk instanceof Uint8Array ? [chunk.buffer as ArrayBuffer] : [])),
  )
}
