import { queryValue, type Request } from '#http/route.ts'
import { isUuid } from '#lib/uuid.ts'
import { refusals, Refused } from './refusals.ts'

/** The id in the path. Throws Refusal('not-found') for what is none. */
export function readId({ params }: Pick<Request, 'params'>): { readonly id: string } {
  const id = (params['id'] ?? '').toLowerCase()
  if (!isUuid(id)) throw new Refused('not-found', refusals.nothing)
  return { id }
}

/** One of these values of a parameter; undefined for any other. */
export function readOne<T extends string>(
  request: Request,
  name: string,
  values: readonly T[],
): T | undefined {
  const value = queryValue(request, name)
  return values.find((one) => one === value)
}

/** A place in a list: a moment (or another number) and an id. */
export function readPlace(
  request: Request,
): { readonly at: number; readonly id: string } | undefined {
  const [, at, id] = /^(\d{1,16})_([0-9a-f-]{36})$/.exec(queryValue(request, 'after') ?? '') ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}

export const placeText = (at: number, id: string): string => `${at}_${id}`
