// Runs as a thread: reads lines and packs them, batch after batch.
import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { createPacking, type Packed } from './pack.ts'
import type { PackAnswer, PackOrder } from './pack-elsewhere.ts'
import { createPreparation } from './workbench.ts'

/** Batches that wait to be stored. */
const mostWaiting = 1

const { file, after, mostLines, ...where } = workerData as PackOrder
const from = file === undefined ? createReadStream('', { fd: 0, autoClose: false }) : createReadStream(file)
const packing = createPacking(await createPreparation(where), from)

if (parentPort !== null) {
  const answer = (packed: PackAnswer, handedOver: ArrayBuffer[] = []) => parentPort?.postMessage(packed, handedOver)
  let waiting = 0
  parentPort.on('message', () => waiting--)
  for await (const packed of packing(after, mostLines)) {
    while (waiting > mostWaiting) await once(parentPort, 'message')
    answer({ packed }, bytesOf(packed))
    waiting++
  }
  answer({ packed: undefined })
  parentPort.close()
}

/** What need not be copied. */
function bytesOf({ accounts }: Packed): ArrayBuffer[] {
  return accounts.tables.flatMap(({ chunks }) => chunks.flatMap((chunk) => (chunk instanceof Uint8Array ? [chunk.buffer as ArrayBuffer] : [])))
}
