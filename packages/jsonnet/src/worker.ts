// Worker thread of worker-pool.ts: evaluates one program at a time.
import { parentPort } from 'node:worker_threads'
import { BudgetExceeded, JsonnetError, type ErrorFacts, type Limit } from './errors.ts'
import { compile, type Inputs, type Program } from './program.ts'

export type Order = { readonly source: string; readonly filename: string; readonly inputs: Inputs }
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly value: unknown }
  | ({ readonly kind: 'failed'; readonly reason: string; readonly limit: Limit | undefined } & {
      readonly facts: ErrorFacts
    })
  | { readonly kind: 'defect'; readonly reason: string }

const mostPrograms = 200
const programs = new Map<string, Program>()

/** Compiles a program, with an LRU cache. */
function programOf({ source, filename }: Order): Program {
  const key = `${filename}\0${source}`
  const program = programs.get(key) ?? compile(source, { filename })
  programs.delete(key)
  programs.set(key, program)
  const [oldest] = programs.keys()
  if (programs.size > mostPrograms && oldest !== undefined) programs.delete(oldest)
  return program
}

function answer(order: Order): Answer {
  try {
    return { kind: 'value', value: programOf(order).run(order.inputs) }
  } catch (error) {
    if (!(error instanceof JsonnetError))
      return { kind: 'defect', reason: error instanceof Error ? error.message : String(error) }
    const { reason, kind, filename, position, trace } = error
    return {
      kind: 'failed',
      reason,
      limit: error instanceof BudgetExceeded ? error.limit : undefined,
      facts: { kind, filename, position, trace },
    }
  }
}

const send = (message: Answer): void => parentPort?.postMessage(message)

parentPort?.on('message', (order: Order) => send(answer(order)))
send({ kind: 'ready' })
