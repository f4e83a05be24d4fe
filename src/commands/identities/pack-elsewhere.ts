import { Worker } from 'node:worker_threads'
import type { Packed, Packing } from './pack.ts'
import type { Where } from './workbench.ts'

/** `file` undefined: standard input. */
export type PackOrder = Pick<Where, 'files' | 'env' | 'cwd'> & { readonly file: string | undefined; readonly after: number; readonly mostLines: number }
/** One batch after the other; undefined at the end. */
export type PackAnswer = { readonly packed: Packed | undefined }

/** What an identity is made of while it is packed, and the keys of a batch, need not be moved about often. */
const youngMb = 96

/** Reads and packs in another thread, which is ahead by no more than two batches. What was packed before it failed is given, then the failure thrown. */
export const packElsewhere = ({ files, env, cwd }: Where, file: string | undefined): Packing =>
  async function* (after, mostLines) {
    const order: PackOrder = { files, env: { ...env }, cwd, file, after, mostLines }
    const worker = new Worker(new URL(import.meta.resolve('./pack-worker.ts')), { workerData: order, resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
    const answers: PackAnswer[] = []
    let fault: Error | undefined,
      wake = () => {}
    worker.on('message', (answer: PackAnswer) => {
      answers.push(answer)
      wake()
    })
    const fail = (error: Error) => {
      fault ??= error
      wake()
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('The thread that reads the lines has ended.')))
    try {
      for (;;) {
        const answer = answers.shift()
        if (answer?.packed !== undefined) {
          worker.postMessage('taken')
          yield answer.packed
        } else if (answer !== undefined) return
        else if (fault !== undefined) throw fault
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      await worker.terminate()
    }
  }
