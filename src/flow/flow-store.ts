import type { Timestamp } from '#lib/time.ts'
import type { Flow, FlowKind } from './flow.ts'

export type FlowStore = {
  /** Survives the end of the process; may be lost when the machine fails. */
  insert(flow: Flow): Promise<void>
  /** Undefined for a flow of another kind. */
  find(kind: FlowKind, id: string): Promise<Flow | undefined>
  /**
   * Stores a changed flow; answers it with the next version. Throws StaleVersion
   * (identity-store.ts) when the stored version is not the one that was read: of two simultaneous
   * submits of one flow only one is stored.
   */
  update(flow: Flow): Promise<Flow>
  delete(id: string): Promise<void>
  /** Deletes up to `limit` flows that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
