import { Worker } from 'node:worker_threads'
import { bundle, type Line } from './lines.ts'
import type { Pack, Packed } from './pack.ts'
import type { Where } from './workbench.ts'

/** What a batch is made of lives until it is sent, and need not be moved about before. */
const youngMb = 96

/** Packs in another thread. Batches are packed in the order in which they are given. */
export function packElsewhere(where: Where): { readonly pack: Pack; close(): void } {
  const worker = new Worker(new URL(import.meta.resolve('./pack-worker.ts')), { workerData: { files: where.files, env: { ...where.env }, cwd: where.cwd }, resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
  const waiting: { readonly resolve: (packed: Packed) => void; readonly reject: (error: Error) => void }[] = []
  let fault: Error | undefined
  worker.on('message', (packed: Packed) => waiting.shift()?.resolve(packed))
  const fail = (error: Error) => {
    fault ??= error
    for (const { reject } of waiting.splice(0)) reject(fault)
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that reads the lines has ended.')))
  return {
    pack: (lines: readonly Line[]) =>
      new Promise((resolve, reject) => {
        if (fault) return reject(fault)
        waiting.push({ resolve, reject })
        const sent = bundle(lines)
        worker.postMessage(sent, [sent.bytes.buffer])
      }),
    close: () => void worker.terminate(),
  }
}
