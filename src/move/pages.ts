import { firstId } from './people.ts'
import type { Request } from './reader.ts'
import type { Moved } from './move-store.ts'

export type Page<Part> = { readonly part: Part; readonly known: ReadonlyMap<string, Moved> }

/** Reads page after page; the next one is read while one is worked on. */
export async function* pages<Part extends { readonly last: string | undefined }>(
  limit: number,
  knownAfter: (after: string, limit: number) => Promise<readonly Moved[]>,
  read: (request: Request) => Promise<Part>,
): AsyncGenerator<Page<Part>> {
  const ask = async (after: string) => {
    const known = await knownAfter(after, limit)
    const part = await read({ after, limit, known: known.map(({ id, digest }) => [id, digest]) })
    return { part, known: new Map(known.map((one) => [one.id, one])) }
  }
  let next = ask(firstId)
  for (;;) {
    const page = await next
    const { last } = page.part
    if (last !== undefined) {
      next = ask(last)
      // NOTE it is awaited above, unless the work on this page fails first
      next.catch(() => undefined)
    }
    yield page
    if (last === undefined) return
  }
}
