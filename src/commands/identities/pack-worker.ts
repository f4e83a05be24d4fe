// Runs as a thread: packs the lines that it is sent, one batch after the other.
import { parentPort, workerData } from 'node:worker_threads'
import { unbundle, type Bundle } from './lines.ts'
import { createPack } from './pack.ts'
import { createPreparation, type Where } from './workbench.ts'

const pack = createPack(await createPreparation(workerData as Where))
const answer = async (lines: Bundle) => parentPort?.postMessage(await pack(unbundle(lines)))

// NOTE what is thrown ends the thread, and so the import
parentPort?.on('message', (lines: Bundle) => void answer(lines))
