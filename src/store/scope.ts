// A transaction, or a part of one, and what belongs to it while it is open.
import type { Answer, Statement } from './engine.ts'

/** Stores what was kept for the end of a transaction. */
export type Finish<T> = (items: readonly T[]) => Promise<void>

/** A transaction, or a part of one that can fail alone. */
export type Scope = {
  readonly parent: Scope | undefined
  readonly run: (statement: Statement) => Promise<Answer>
  readonly depth: number
  /** What is kept for the end. */
  readonly kept: Map<Finish<never>, unknown[]>
  /** Whether no part of it can fail alone; `failed`: why one has. */
  readonly whole: boolean
  failed: { readonly error: unknown } | undefined
  open: boolean
  /** The statement that the connection runs now; the next one waits for it. */
  tail: Promise<unknown>
  /** Called when the whole transaction has ended. */
  readonly listeners: ((stored: boolean) => void)[]
}

export const scopeOf = (
  parent: Scope | undefined,
  run: Scope['run'],
  whole: boolean,
  listeners: Scope['listeners'] = [],
): Scope => ({
  parent,
  run,
  listeners,
  depth: parent === undefined ? 0 : parent.depth + 1,
  kept: new Map(),
  whole,
  failed: undefined,
  open: true,
  tail: Promise.resolve(),
})

export function keep({ kept }: Scope, finish: Finish<never>, item: unknown): void {
  const items = kept.get(finish)
  if (items) items.push(item)
  else kept.set(finish, [item])
}

export async function finishAll({ kept }: Scope): Promise<void> {
  for (const [finish, items] of kept) await finish(items as never[])
}

/** Runs one job of a scope after the other. */
export function keyedMutex<T>(scope: Scope, job: () => Promise<T>): Promise<T> {
  const result = scope.tail.then(job)
  scope.tail = result.catch(() => undefined)
  return result
}
