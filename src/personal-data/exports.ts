// Exports of personal data: a short file is answered at once, a long one is made in the background,
// stored encrypted, and fetched once by a link.
import { record } from '#audit/record.ts'
import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Origin } from '#identity/owner-changes.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import { toRfc3339, type Clock, type Timestamp } from '#lib/time.ts'
import { pieceId, type DataExport, type ExportLease, type ExportStore } from './export-store.ts'
import { dataFile } from './file.ts'
import type { DataNotice } from './notice.ts'
import type { DataSources } from './part.ts'

export type ExportParts = {
  readonly store: ExportStore
  readonly sources: DataSources
  readonly identities: Pick<IdentityStore, 'find'>
  readonly notice: DataNotice
  readonly settings: () => {
    /** The base URL of the server that the file is from. */
    readonly server: string
    readonly withAdminMetadata: boolean
    readonly linkTo: (id: string, secret: string) => string
  }
  readonly cipher: Cipher
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: () => string
  readonly newSecret: () => string
  readonly hash: (secret: string) => string
  /** Called when there is a file to make. */
  readonly notifyWorker: () => void
}

/** `too-often`: another one can be asked for at `at`. */
export type Requested =
  | { readonly kind: 'file'; readonly pieces: AsyncIterable<string> }
  | { readonly kind: 'begun' }
  | { readonly kind: 'runs' }
  | { readonly kind: 'too-often'; readonly at: Timestamp }

export type ExportLink = { readonly id: string; readonly secret: string }

export type DataExports = {
  latest(identityId: string): Promise<DataExport | undefined>
  /** To be called in a context of the audit trail, as `claim`. */
  request(account: Account, withCredentials: boolean, origin: Origin): Promise<Requested>
  /** The file of a link, once; undefined for a link that is used, has expired, or is not of this person. */
  claim(
    account: Account,
    link: ExportLink,
    origin: Origin,
  ): Promise<AsyncIterable<string> | undefined>
  /** Makes the file of an export; gives up when somebody else has the lease. */
  make(one: DataExport, leaseId: string, signal: AbortSignal): Promise<void>
}

const dayMs = 24 * 3_600_000
/** How many exports somebody may ask for in a day. */
export const mostInDay = 5
/** A file of so many pieces, or of so many characters, is not answered at once. */
export const shortFile = { pieces: 1000, characters: 2_000_000 }
/** How many characters a stored piece has, at least; only the last one may have fewer. */
const storedCharacters = 131_072
export const leaseMs = 30_000
/** How long a link works. */
export const linkMs = dayMs
/** How long sending a file may take, and making one. */
const sendingMs = 600_000
const makingMs = 2 * dayMs

/** What stands before the text of a stored piece. */
const mark = { more: '+', last: '.' }

export function createDataExports(parts: ExportParts): DataExports {
  const { store, notice, cipher, transact, clock } = parts

  function fileOf(account: Account, withCredentials: boolean): AsyncGenerator<string> {
    const { server, withAdminMetadata } = parts.settings()
    return dataFile({ account, withCredentials, withAdminMetadata }, parts.sources, {
      created_at: toRfc3339(clock()),
      server,
      // NOTE what is left out is named, since people have a right to ask for it
      ...(withAdminMetadata ? {} : { withheld: ['metadata_admin'] }),
    })
  }

  const entry = (action: 'data.requested' | 'data.exported', id: string, credentials: boolean) =>
    record({
      action,
      target: { kind: 'identity', id },
      fields: credentials ? ['personal_data', 'credentials'] : ['personal_data'],
    })

  async function request(
    account: Account,
    withCredentials: boolean,
    origin: Origin,
  ): Promise<Requested> {
    const { id: identityId } = account.identity
    const refused = refusedBy(await store.latest(identityId), clock())
    if (refused) return refused
    const short = await collected(fileOf(account, withCredentials))
    const isAnswered = short !== undefined || !notice.reaches(account)
    const outcome = await transact(async (): Promise<Requested | undefined> => {
      const latest = await store.latest(identityId),
        now = clock()
      const refusedNow = refusedBy(latest, now)
      if (refusedNow) return refusedNow
      const isSameDay = latest !== undefined && now < latest.countedFrom + dayMs
      await store.put({
        id: parts.newId(),
        identityId,
        state: isAnswered ? 'over' : 'making',
        withCredentials,
        requestedAt: now,
        count: isSameDay ? latest.count + 1 : 1,
        countedFrom: isSameDay ? latest.countedFrom : now,
        expiresAt: isAnswered ? now : now + makingMs,
      })
      if (isAnswered) await notice.downloaded(account, origin)
      await entry(isAnswered ? 'data.exported' : 'data.requested', identityId, withCredentials)
      return undefined
    })
    if (outcome) return outcome
    if (isAnswered)
      // NOTE without an address there is no link: a long file is then sent as it is made
      return { kind: 'file', pieces: patient(short ?? fileOf(account, withCredentials)) }
    parts.notifyWorker()
    return { kind: 'begun' }
  }

  async function* stored(id: string): AsyncGenerator<string> {
    try {
      for (let number = 0; ; number++) {
        const sealed = await outsideDeadline(() => store.piece(id, number))
        const text = sealed && cipher.decrypt(sealed, purposes.exportPiece(pieceId(id, number)))
        if (text === undefined) throw new Error('A piece of an export cannot be read.')
        yield text.slice(1)
        if (text.startsWith(mark.last)) return
      }
    } finally {
      await outsideDeadline(() => store.deletePieces(id))
    }
  }

  return {
    latest: store.latest,
    request,
    async claim(account, { id, secret }, origin) {
      const { id: identityId } = account.identity
      const isOwn = await transact(async () => {
        const now = clock(),
          hash = parts.hash(secret)
        const latest = await store.latest(identityId)
        if (!(await store.claim({ id, identityId, hash }, now, now + sendingMs))) return false
        await notice.downloaded(account, origin)
        await entry('data.exported', identityId, latest?.withCredentials === true)
        return true
      })
      return isOwn ? stored(id) : undefined
    },

    async make({ id, identityId, withCredentials }, leaseId, signal) {
      const account = await parts.identities.find(identityId)
      if (!account) return
      const holding = () => store.hold(id, { id: leaseId, until: clock() + leaseMs })
      let number = 0
      async function put(text: string, mark: string): Promise<boolean> {
        const purpose = purposes.exportPiece(pieceId(id, number))
        const sealed = cipher.encrypt(mark + text, purpose)
        return transact(async () => {
          if (signal.aborted || !(await holding())) return false
          await store.putPiece(id, number, sealed)
          return true
        })
      }
      let waiting = ''
      for await (const piece of fileOf(account, withCredentials)) {
        waiting += piece
        if (waiting.length < storedCharacters) continue
        if (!(await put(waiting, mark.more))) return
        waiting = ''
        number++
      }
      if (!(await put(waiting, mark.last))) return
      const secret = parts.newSecret()
      await transact(async () => {
        if (!(await holding())) return
        await store.finish(id, parts.hash(secret), clock() + linkMs)
        await notice.ready(account, parts.settings().linkTo(id, secret), linkMs)
      })
    },
  }
}

/** Why another one cannot be asked for. */
function refusedBy(latest: DataExport | undefined, now: Timestamp): Requested | undefined {
  if (!latest) return undefined
  if (latest.state === 'making' && now < latest.expiresAt) return { kind: 'runs' }
  const until = latest.countedFrom + dayMs
  return latest.count >= mostInDay && now < until ? { kind: 'too-often', at: until } : undefined
}

/** The pieces of a short file; undefined for a long one, of which no more is read. */
async function collected(file: AsyncIterable<string>): Promise<readonly string[] | undefined> {
  const pieces: string[] = []
  let characters = 0
  for await (const piece of file) {
    pieces.push(piece)
    characters += piece.length
    if (pieces.length >= shortFile.pieces || characters >= shortFile.characters) return undefined
  }
  return pieces
}

/** NOTE who reads slowly takes longer than a request may */
async function* patient(source: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  const pieces =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  for (;;) {
    const next = await outsideDeadline(async () => pieces.next())
    if (next.done === true) return
    yield next.value
  }
}

/** Makes what waits to be made, one after the other; `newId`: of a lease. */
export async function makeWaiting(
  exports: Pick<DataExports, 'make'>,
  parts: Pick<ExportParts, 'clock' | 'newId'> & { readonly store: Pick<ExportStore, 'take'> },
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    const lease: ExportLease = { id: parts.newId(), until: parts.clock() + leaseMs }
    const one = await parts.store.take(parts.clock(), lease)
    if (!one) return
    // NOTE one that fails is tried again when its lease is over
    await exports.make(one, lease.id, signal).catch(onError)
  }
}
