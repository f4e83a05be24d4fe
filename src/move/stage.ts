import type { MovedKind, MoveStore } from './move-store.ts'
import { pages, type Page } from './pages.ts'
import type { MoveReader, OnEnd, Part, Request } from './reader.ts'
import type { Counting } from './tally.ts'

/** What people, sessions and messages are brought with. */
export type Stage = {
  readonly source: string
  readonly reader: MoveReader
  readonly moves: MoveStore
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly tally: Counting
}

/** The same for what is brought page by page. */
export type PagedStage = Stage & {
  /** How many are read, and written in one transaction. */
  readonly limit: number
  readonly onPage: () => void
  /** Called when the last page is asked for: the next stage may read. */
  readonly onLast?: () => void
}

/** Whether nothing of this kind was brought before. */
export const isFirst = async ({ moves, source }: Stage, kind: MovedKind): Promise<boolean> =>
  (await moves.count(source, kind)) === 0

/** The pages of a kind, beside what was brought of it before; `first`: nothing was. */
export async function* stagePages<P extends Part>(
  { source, reader, moves, tally, limit, onPage, onLast }: PagedStage,
  kind: MovedKind,
  first: boolean,
  read: (request: Request, onEnd: OnEnd) => Promise<P>,
): AsyncGenerator<Page<P>> {
  const knownAfter = async (after: string) => (first ? [] : moves.after(source, kind, after, limit))
  const { atOnce } = reader
  for await (const page of pages({
    limit,
    knownAfter,
    read,
    atOnce,
    ...(onLast === undefined ? {} : { onLast }),
  })) {
    for (const loss of page.part.losses) tally.lose(loss)
    yield page
    onPage()
  }
}
