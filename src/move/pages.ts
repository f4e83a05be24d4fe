import { firstId } from './people.ts'
import type { OnEnd, Request } from './reader.ts'
import type { Moved } from './move-store.ts'

export type Page<Part> = { readonly part: Part; readonly known: ReadonlyMap<string, Moved> }

/** How pages are read. */
export type Reading<Part> = {
  readonly limit: number
  readonly knownAfter: (after: string, limit: number) => Promise<readonly Moved[]>
  readonly read: (request: Request, onEnd: OnEnd) => Promise<Part>
  /** How many are asked for and not given yet, at most. */
  readonly atOnce: number
  /** Called when the last page is asked for. */
  readonly onLast?: () => void
}

type Asked<Part> = {
  readonly page: Promise<Page<Part>>
  /** Resolves when the next page is asked for, or has its turn later. */
  readonly followed: Promise<void>
}

/** Gives page after page in their order; the next ones are read while one is worked on. */
export async function* pages<Part extends { readonly last: string | undefined }>({
  limit,
  knownAfter,
  read,
  atOnce,
  onLast,
}: Reading<Part>): AsyncGenerator<Page<Part>> {
  const asked: Asked<Part>[] = []
  /** Where a page begins that has to wait. */
  let next: string | undefined

  function ask(after: string): void {
    const end = Promise.withResolvers<string | undefined>()
    const page = readPage(after, end.resolve)
    page.catch(end.reject)
    const followed = end.promise.then((last) => {
      if (last === undefined) return onLast?.()
      if (asked.length < atOnce) ask(last)
      else next = last
    })
    // NOTE both are awaited below, unless the work on a page before fails first
    followed.catch(() => undefined)
    asked.push({ page, followed })
  }

  async function readPage(after: string, onEnd: OnEnd): Promise<Page<Part>> {
    const known = await knownAfter(after, limit)
    const request = { after, limit, known: known.map(({ id, digest }) => [id, digest] as const) }
    const part = await read(request, onEnd)
    onEnd(part.last)
    return { part, known: new Map(known.map((one) => [one.id, one])) }
  }

  ask(firstId)
  for (;;) {
    const [first] = asked
    if (!first) return
    const page = await first.page
    await first.followed
    asked.shift()
    if (next !== undefined) ask(next)
    next = undefined
    yield page
  }
}

/** The same pages, of which the first ones are read from now on. */
export function readAhead<T>(all: AsyncGenerator<T>): AsyncGenerator<T> {
  const first = all.next()
  // NOTE awaited below, unless something else fails first
  first.catch(() => undefined)
  return (async function* () {
    const { done, value } = await first
    if (done === true) return
    yield value
    yield* all
  })()
}
