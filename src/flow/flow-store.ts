import type { Timestamp } from '#lib/time.ts'
import type { Flow, FlowKind } from './flow.ts'

export type FlowStore = {
  /** May be lost when the power fails; survives the end of the process. */
  insert(flow: Flow): Promise<void>
  /** A flow of another kind counts as unknown. */
  find(kind: FlowKind, id: string): Promise<Flow | undefined>
  /**
   * Stores a changed flow; answers it with the next version. Throws StaleVersion (identity-store.ts)
   * when the stored version is not the one that was read, so that of two submits of one flow at the
   * same moment one wins.
   */
  update(flow: Flow): Promise<Flow>
  delete(id: string): Promise<void>
  /** Deletes up to `limit` flows that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
