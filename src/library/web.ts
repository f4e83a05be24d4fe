// Web requests to a listener that is bound to no port, and its answers.
import type { FastifyInstance } from 'fastify'

/** What a Web request does not tell of itself. */
export type FetchFacts = {
  /** The address of the client, for limits on guessing; where it is not told, they count none. */
  readonly clientAddress?: string | undefined
}

export type WebHandler = (request: Request, facts?: FetchFacts) => Promise<Response>

/** `pathOf`: the path and query for the listener. */
export function webHandler(app: FastifyInstance, pathOf: (path: string) => string): WebHandler {
  return async (request, { clientAddress } = {}) => {
    const { method, headers, url } = request
    const { host, pathname, search } = new URL(url)
    const body = await bodyOf(request, app.initialConfig.bodyLimit ?? defaultBodyLimit)
    const answer = await app.inject({
      method: method as 'GET',
      url: pathOf(pathname + search),
      headers: { host, ...Object.fromEntries(withoutLength(headers)) },
      ...(clientAddress === undefined ? {} : { remoteAddress: clientAddress }),
      ...(body === undefined ? {} : { payload: body }),
    })
    const given = new Headers()
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value].flat()) if (one !== undefined) given.append(name, String(one))
    const isEmpty = method === 'HEAD' || withoutBody.includes(answer.statusCode)
    return new Response(isEmpty ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: given,
    })
  }
}

const defaultBodyLimit = 1024 * 1024
/** Statuses for which a Response takes no body. */
const withoutBody: readonly number[] = [204, 205, 304]

/** NOTE the body may be cut off, so its length is counted again */
const withoutLength = (headers: Headers) =>
  [...headers].filter(([name]) => name !== 'content-length' && name !== 'transfer-encoding')

/** The body, read no further than is needed to see that it is longer than allowed. */
async function bodyOf({ body }: Request, limit: number): Promise<Buffer | undefined> {
  if (body === null) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part)
    size += part.byteLength
    if (size > limit) break
  }
  return Buffer.concat(parts)
}
