import { Worker } from 'node:worker_threads'
import { defaultBudget } from './budget.ts'
import { BudgetExceeded, JsonnetError, type ErrorFacts } from './errors.ts'
import type { Inputs } from './program.ts'
import type { Answer, Order } from './worker.ts'

export type PoolSettings = {
  /** Threads at most; they start when they are needed. */
  readonly threads?: number
  /** For one evaluation, from when a thread begins with it. */
  readonly timeLimitMs?: number
  /** Memory of a thread. A program may allocate a quarter of it, however large its budget is. */
  readonly memoryMiB?: number
  /** Evaluations that wait for a thread; more are refused. */
  readonly waiting?: number
}

/** Evaluates programs away from the main thread, which stays free whatever they do. */
export type Pool = {
  /**
   * Answers the value. Rejects with JsonnetError, of which BudgetExceeded is one: with the limit
   * `time` when the program took too long or too many wait, with `memory` when its thread had no
   * more.
   */
  evaluate(source: string, inputs?: Inputs & { readonly filename?: string }): Promise<unknown>
  /** Ends all threads; what still runs or waits is rejected. */
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

export function createPool({
  threads: most = 2,
  timeLimitMs = 1000,
  memoryMiB = 512,
  waiting = 1000,
}: PoolSettings = {}): Pool {
  const threads = new Set<Thread>()
  const queue: Task[] = []
  let closed = false
  // NOTE a heap that is full in one leap ends the whole process and not the thread alone, so
  // budgets have to stop programs well before
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
      // NOTE a thread that cannot even start would be started again and again
      else if (!thread.ready) for (const waiting of queue.splice(0)) waiting.reject(error)
      work()
    })
  }

  /** Hands waiting tasks to idle threads, and starts further threads for the rest. */
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
