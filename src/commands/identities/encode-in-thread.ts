import { Worker } from 'node:worker_threads'
import type { EncodedBatch, Encoding } from './encode.ts'
import type { ConfigSource } from './context.ts'

/** Where the thread reads from; `file` undefined: standard input. */
export type EncodeSource = Pick<ConfigSource, 'files' | 'env' | 'cwd'> & {
  readonly file: string | undefined
}
/** First message to the thread. Every later message, of any content, acknowledges one batch. */
export type EncodeRequest = { readonly after: number; readonly maxLines: number }
/** Message from the thread: one encoded batch; undefined after the last one. */
export type EncodeResponse = { readonly packed: EncodedBatch | undefined }

/**
 * Young-generation heap of the thread. Large enough that the temporary objects of a batch are
 * collected there rather than promoted.
 */
const youngGenerationMb = 96

/**
 * Reads and encodes lines in a worker thread that is at most two batches ahead. When the thread
 * fails, the batches encoded before are yielded first, then the error is thrown. The thread starts
 * at once; it keeps the process alive only while batches are read.
 */
export function encodeInThread(
  { files, env, cwd }: ConfigSource,
  file: string | undefined,
): Encoding {
  const source: EncodeSource = { files, env: { ...env }, cwd, file }
  const worker = new Worker(new URL(import.meta.resolve('./encode-worker.ts')), {
    workerData: source,
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  })
  worker.unref()
  const answers: EncodeResponse[] = []
  let fault: Error | undefined,
    wake = () => {}
  worker.on('message', (answer: EncodeResponse) => {
    answers.push(answer)
    wake()
  })
  const fail = (error: Error) => {
    fault ??= error
    wake()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that encodes the lines exited.')))

  return async function* (after, maxLines) {
    worker.ref()
    worker.postMessage({ after, maxLines } satisfies EncodeRequest)
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
