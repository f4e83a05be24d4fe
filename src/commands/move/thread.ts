import { Worker } from 'node:worker_threads'
import type { MoveReader } from '#move/reader.ts'
import type { ConfigSource } from '../identities/context.ts'

/** What the thread reads, and with what. */
export type ThreadRequest = Pick<ConfigSource, 'files' | 'env' | 'cwd'> & {
  readonly from: string
  readonly network: string | undefined
  /** The cipher secrets of the reference. */
  readonly secrets: readonly string[]
}
/** A call of a method of the reader. */
export type ThreadCall = {
  readonly id: number
  readonly name: keyof MoveReader
  readonly given: readonly unknown[]
}
export type ThreadAnswer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly fault: string }
)

/** Large enough that the temporary objects of a page are collected there rather than promoted. */
const youngGenerationMb = 96

/** A reader that works in a thread of its own. */
export function readerInThread(request: ThreadRequest): MoveReader {
  const worker = new Worker(new URL(import.meta.resolve('./worker.ts')), {
    workerData: { ...request, env: { ...request.env } },
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let calls = 0,
    fault: Error | undefined
  worker.on('message', (answer: ThreadAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('fault' in answer) one?.reject(new Error(answer.fault))
    else one?.resolve(answer.value)
  })
  const fail = (error: Error) => {
    fault ??= error
    for (const one of waiting.values()) one.reject(fault)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that reads the other database has ended.')))

  const call = (name: keyof MoveReader, ...given: readonly unknown[]): Promise<never> => {
    if (fault) return Promise.reject(fault)
    const id = ++calls,
      answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    worker.postMessage({ id, name, given } satisfies ThreadCall)
    return answer.promise as Promise<never>
  }
  return {
    source: () => call('source'),
    counts: () => call('counts'),
    people: (asked) => call('people', asked),
    person: (id, extent) => call('person', id, extent),
    idsOfPeople: (range) => call('idsOfPeople', range),
    sessions: (asked) => call('sessions', asked),
    messages: () => call('messages'),
    async close() {
      if (fault === undefined) await (call('close') as Promise<unknown>).catch(() => undefined)
      await worker.terminate()
    },
  }
}
