import { Worker } from 'node:worker_threads'
import type { Packed, Encoding } from './encode.ts'
import type { Where } from './context.ts'

/** `file` undefined: standard input. */
export type EncodeSource = Pick<Where, 'files' | 'env' | 'cwd'> & {
  readonly file: string | undefined
}
/** What to begin with; afterwards any message says that a batch was taken. */
export type EncodeOrder = { readonly after: number; readonly mostLines: number }
/** One batch after the other; undefined at the end. */
export type EncodeAnswer = { readonly packed: Packed | undefined }

/**
 * What an identity is made of while it is packed, and the keys of a batch, need not be moved about
 * often.
 */
const youngMb = 96

/**
 * Reads and packs in another thread, which is ahead by no more than two batches. What was packed
 * before it failed is given, then the failure thrown. The thread starts at once, and does not keep
 * the process from ending until it is asked.
 */
export function encodeInThread({ files, env, cwd }: Where, file: string | undefined): Encoding {
  const source: EncodeSource = { files, env: { ...env }, cwd, file }
  const worker = new Worker(new URL(import.meta.resolve('./encode-worker.ts')), {
    workerData: source,
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  })
  worker.unref()
  const answers: EncodeAnswer[] = []
  let fault: Error | undefined,
    wake = () => {}
  worker.on('message', (answer: EncodeAnswer) => {
    answers.push(answer)
    wake()
  })
  const fail = (error: Error) => {
    fault ??= error
    wake()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that reads the lines has ended.')))

  return async function* (after, mostLines) {
    worker.ref()
    worker.postMessage({ after, mostLines } satisfies EncodeOrder)
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
}
