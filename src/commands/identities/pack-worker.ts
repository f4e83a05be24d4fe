// Runs as a thread: packs the lines that it is sent, one batch after the other.
import { parentPort, workerData } from 'node:worker_threads'
import type { Line } from './lines.ts'
import { createPack } from './pack.ts'
import { createPreparation, type Where } from './workbench.ts'

const pack = createPack(await createPreparation(workerData as Where))
parentPort?.on('message', (lines: readonly Line[]) => {
  pack(lines).then(
    (packed) => parentPort?.postMessage(packed),
    // NOTE what is thrown here ends the thread, and so the import
    (error: unknown) => setImmediate(() => { throw error }),
  )
})
