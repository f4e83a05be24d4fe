import { Worker } from 'node:worker_threads'
import { defaultBudget } from './budget.ts'
import { BudgetExceeded, JsonnetError, type ErrorFacts } from './errors.ts'
import type { Inputs } from './program.ts'
import type { Answer, Order } from './worker.ts'

export type PoolSettings = {
  /** Maximum number of threads; they start on demand. */
  readonly threads?: number
  /** Time limit of an evaluation, from when a thread starts it. */
  readonly timeLimitMs?: number
  /** Memory of a thread. A program may allocate at most a quarter of it, whatever its budget. */
  readonly memoryMiB?: number
  /** Maximum number of queued evaluations; more are rejected. */
  readonly waiting?: number
}

/** Evaluates programs in worker threads, so that the main thread is never blocked. */
export type Pool = {
  /**
   * Returns the value. Rejects with JsonnetError, including BudgetExceeded: limit `time` when the
   * program took too long or the queue is full, `memory` when its thread ran out of memory.
   */
  evaluate(source: string, inputs?: Inputs & { readonly filename?: string }): Promise<unknown>
  /** Stops all threads; running and queued evaluations are rejected. */
  close(): Promise<void>
}

type Task = {
  readonly order: Order
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}
type Thread = {
  readonly worker: Worker
  ready: boolean
  task: Task | undefined
  timer: NodeJS.Timeout | undefined
}

const script = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
)

/** Creates a pool; no thread starts yet. */
export function createPool({
  threads: most = 2,
  timeLimitMs = 1000,
  memoryMiB = 512,
  waiting = 1000,
}: PoolSettings = {}): Pool {
  const threads = new Set<Thread>()
  const queue: Task[] = []
  let closed = false
  // NOTE when the heap fills up in a single allocation, V8 aborts the whole process instead of the
  // thread, so the budget must stop programs well before
  const mostMemory = (memoryMiB * 1024 * 1024) / 4

  const facts = ({ order }: Task, kind: ErrorFacts['kind']): ErrorFacts => ({
    kind,
    filename: order.filename,
    position: undefined,
    trace: [],
  })
  const stopped = (task: Task, limit: 'time' | 'memory', reason: string) =>
    new BudgetExceeded(limit, reason, facts(task, 'budget'))

  function start(): void {
    const worker = new Worker(script, {
      env: {},
      name: 'jsonnet',
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMiB,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
    })
    const thread: Thread = { worker, ready: false, task: undefined, timer: undefined }
    threads.add(thread)
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'ready') thread.ready = true
      else settle(thread, answer)
      work()
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const { task } = thread
      discard(thread)
      if (task)
        task.reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? stopped(task, 'memory', 'the program needs too much memory')
            : error,
        )
      // NOTE a thread that fails while starting would be restarted endlessly
      else if (!thread.ready) for (const waiting of queue.splice(0)) waiting.reject(error)
      work()
    })
  }

  /** Gives queued tasks to idle threads, and starts threads for the rest. */
  function work(): void {
    for (const thread of threads) {
      if (!thread.ready || thread.task !== undefined) continue
      const task = queue.shift()
      if (task === undefined) thread.worker.unref()
      else begin(thread, task)
    }
    const starting = [...threads].filter(({ ready }) => !ready).length
    for (
      let missing = Math.min(queue.length - starting, most - threads.size);
      missing > 0;
      missing--
    )
      start()
  }

  function begin(thread: Thread, task: Task): void {
    thread.worker.ref()
    thread.task = task
    thread.timer = setTimeout(() => {
      discard(thread)
      void thread.worker.terminate()
      task.reject(stopped(task, 'time', `the program takes longer than ${timeLimitMs} ms`))
      work()
    }, timeLimitMs)
    try {
      thread.worker.postMessage(task.order)
    } catch {
      release(thread)
      task.reject(new JsonnetError('the inputs are not JSON', facts(task, 'input')))
      work()
    }
  }

  function release(thread: Thread): void {
    clearTimeout(thread.timer)
    thread.task = undefined
  }

  function discard(thread: Thread): void {
    release(thread)
    threads.delete(thread)
  }

  function settle(thread: Thread, answer: Exclude<Answer, { kind: 'ready' }>): void {
    const { task } = thread
    release(thread)
    if (task === undefined) return
    if (answer.kind === 'value') task.resolve(answer.value)
    else if (answer.kind === 'defect') task.reject(new Error(answer.reason))
    else
      task.reject(
        answer.limit === undefined
          ? new JsonnetError(answer.reason, answer.facts)
          : new BudgetExceeded(answer.limit, answer.reason, answer.facts),
      )
  }

  return {
    evaluate(source, { filename = 'program.jsonnet', ...inputs } = {}) {
      return new Promise((resolve, reject) => {
        const task: Task = {
          order: {
            source,
            filename,
            inputs: {
              ...inputs,
              budget: {
                ...inputs.budget,
                memory: Math.min(inputs.budget?.memory ?? defaultBudget.memory, mostMemory),
              },
            },
          },
          resolve,
          reject,
        }
        if (closed) return reject(new Error('the pool is closed'))
        if (queue.length >= waiting)
          return reject(stopped(task, 'time', 'too many programs wait to be evaluated'))
        queue.push(task)
        work()
      })
    },
    async close() {
      closed = true
      const ended = [...threads]
      const left = [...ended.flatMap(({ task }) => task ?? []), ...queue.splice(0)]
      for (const thread of ended) discard(thread)
      await Promise.all(ended.map(({ worker }) => worker.terminate()))
      for (const { reject } of left) reject(new Error('the pool is closed'))
    },
  }
}
