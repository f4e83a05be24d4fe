import type { Timestamp } from '#lib/time.ts'

/** `making`: a worker makes the file. `ready`: it waits for its link. `over`: it is gone. */
export type ExportState = 'making' | 'ready' | 'over'

/** The latest export of the data of a person; it is deleted with the identity. */
export type DataExport = {
  readonly id: string
  readonly identityId: string
  readonly state: ExportState
  readonly withCredentials: boolean
  readonly requestedAt: Timestamp
  /** How many there were since `countedFrom`, this one included. */
  readonly count: number
  readonly countedFrom: Timestamp
  /** After it, what is stored of the file is deleted; while it is made: when that is given up. */
  readonly expiresAt: Timestamp
}

/** The right to make files for a while. */
export type ExportLease = { readonly id: string; readonly until: Timestamp }

export type ExportStore = {
  /**
   * The latest export of a person. In a transaction nobody else begins one until its end.
   */
  latest(identityId: string): Promise<DataExport | undefined>
  /** Stores an export in place of the latest one, and deletes that. To be called after `latest`. */
  put(one: DataExport): Promise<void>
  /** The oldest export that is to be made and that nobody makes. */
  take(now: Timestamp, lease: ExportLease): Promise<DataExport | undefined>
  /**
   * Renews a lease; false when somebody else has the export, or there is none any more. Joins an open
   * transaction.
   */
  hold(id: string, lease: ExportLease): Promise<boolean>
  /** Stores a piece of the file, in place of an earlier one with this number. */
  putPiece(exportId: string, number: number, content: string): Promise<void>
  /** The file is complete: whoever has the secret with this hash gets it. To be called after `hold`. */
  finish(id: string, linkHash: string, expiresAt: Timestamp): Promise<void>
  /**
   * Takes the file of a link, which works once: of several requests one alone is told true.
   * `expiresAt`: until when it is being sent. Joins an open transaction.
   */
  claim(
    link: { readonly id: string; readonly identityId: string; readonly hash: string },
    now: Timestamp,
    expiresAt: Timestamp,
  ): Promise<boolean>
  piece(exportId: string, number: number): Promise<string | undefined>
  deletePieces(exportId: string): Promise<void>
  /** Deletes up to `limit` exports that expired and were requested before `before`; answers how many. */
  deleteExpired(now: Timestamp, before: Timestamp, limit: number): Promise<number>
  /** Deletes up to `limit` pieces of files whose time is over; answers how many. */
  deleteExpiredPieces(now: Timestamp, limit: number): Promise<number>
}

/** The id of a piece; a piece is encrypted for it. */
export const pieceId = (exportId: string, number: number): string => `${exportId}.${number}`
