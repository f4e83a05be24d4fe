import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { MoveReader, OnEnd } from '#move/reader.ts'
import type { ReaderRequest } from './reader.ts'

/** A call of a method of the reader. */
export type ThreadCall = {
  readonly id: number
  readonly name: keyof MoveReader
  readonly given: readonly unknown[]
}
export type ThreadAnswer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly fault: string }
  /** What the last thing of a part is going to be; the part itself follows. */
  | { readonly last: string | undefined }
)

/** Large enough that the temporary objects of a page are collected there rather than promoted. */
const youngGenerationMb = 96

/** More threads read no sooner than one stores. */
const mostThreads = 4

/** Of each thread: one that it reads, and one that waits for it or for being stored. */
const partsOfThread = 2

/** A reader that works in threads of its own. */
export function readerInThreads(
  request: ReaderRequest,
  count = Math.min(availableParallelism(), mostThreads),
): MoveReader {
  const first = startThread(request)
  const threads = [first, ...Array.from({ length: count - 1 }, () => startThread(request))]
  const idlest = () => threads.toSorted((a, b) => a.waiting() - b.waiting())[0] ?? first
  return {
    atOnce: threads.length * partsOfThread,
    source: () => first.call('source'),
    counts: () => first.call('counts'),
    people: (asked, onEnd) => idlest().call('people', [asked], onEnd),
    person: (id, extent) => first.call('person', [id, extent]),
    idsOfPeople: (range) => first.call('idsOfPeople', [range]),
    sessions: (asked, onEnd) => idlest().call('sessions', [asked], onEnd),
    waysIn: (ids) => first.call('waysIn', [ids]),
    messages: () => first.call('messages'),
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  }
}

type Thread = {
  call(name: keyof MoveReader, given?: readonly unknown[], onEnd?: OnEnd): Promise<never>
  /** How many calls are not answered yet. */
  waiting(): number
  close(): Promise<void>
}

function startThread(request: ReaderRequest): Thread {
  const worker = new Worker(new URL(import.meta.resolve('./worker.ts')), {
    workerData: request,
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  })
  const waiting = new Map<
    number,
    PromiseWithResolvers<unknown> & { readonly onEnd: OnEnd | undefined }
  >()
  let calls = 0,
    fault: Error | undefined
  worker.on('message', (answer: ThreadAnswer) => {
    const one = waiting.get(answer.id)
    if ('last' in answer) return one?.onEnd?.(answer.last)
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

  const call: Thread['call'] = (name, given = [], onEnd) => {
    if (fault) return Promise.reject(fault)
    const id = ++calls,
      answer = Promise.withResolvers<unknown>()
    waiting.set(id, { ...answer, onEnd })
    worker.postMessage({ id, name, given } satisfies ThreadCall)
    return answer.promise as Promise<never>
  }
  return {
    call,
    waiting: () => waiting.size,
    async close() {
      if (fault === undefined) await (call('close') as Promise<unknown>).catch(() => undefined)
      await worker.terminate()
    },
  }
}
