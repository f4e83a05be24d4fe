import type { JsonObject } from '#lib/json.ts'
import { readBody } from '#lib/read-body.ts'
import { objectOf } from './claims.ts'
import { Unreachable, Untrusted } from './errors.ts'

/**
 * Requests to a provider. They throw Unreachable when it does not answer, Untrusted for a response
 * that cannot be read.
 */
export type ProviderRequests = {
  readonly fetch: typeof fetch
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<JsonObject>
  /** For responses that are lists. */
  list(url: string, headers?: Readonly<Record<string, string>>): Promise<readonly JsonObject[]>
  /** The response may be JSON or form-encoded. */
  postForm(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<JsonObject>
  postJson(
    url: string,
    body: JsonObject,
    headers?: Readonly<Record<string, string>>,
  ): Promise<JsonObject>
}

export const bearer = (token: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${token}`,
})

const timeoutMs = 8000
const maxBytes = 512 * 1024

export function createProviderRequests(fetch: typeof globalThis.fetch): ProviderRequests {
  const limitedFetch: typeof globalThis.fetch = async (input, init) => {
    const signal = AbortSignal.any([
      AbortSignal.timeout(timeoutMs),
      ...(init?.signal ? [init.signal] : []),
    ])
    let response: Response
    try {
      response = await fetch(input, { ...init, signal })
    } catch (error) {
      throw new Unreachable('The provider does not answer.', { cause: error })
    }
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel()
      throw new Unreachable(`The provider answers with status ${response.status}.`)
    }
    return response
  }

  async function bodyOf(response: Response): Promise<unknown> {
    const text = Buffer.from(await readBody(response, maxBytes)).toString('utf8')
    if (!response.ok) throw new Untrusted(`The provider answers with status ${response.status}.`)
    try {
      return JSON.parse(text) as unknown
    } catch (error) {
      if (/^[\w.~%+-]+=/.test(text)) return Object.fromEntries(new URLSearchParams(text))
      throw new Untrusted('The provider does not answer with JSON.', { cause: error })
    }
  }

  const accept = { accept: 'application/json', 'user-agent': 'pallas' }
  const read = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
    bodyOf(await limitedFetch(url, { headers: { ...accept, ...headers }, redirect: 'manual' }))
  const post = async (url: string, body: string, headers: Readonly<Record<string, string>>) =>
    objectOf(
      await bodyOf(
        await limitedFetch(url, {
          method: 'POST',
          headers: { ...accept, ...headers },
          body,
          redirect: 'manual',
        }),
      ),
    )

  return {
    fetch: limitedFetch,
    get: async (url, headers) => objectOf(await read(url, headers)),
    async list(url, headers) {
      const answer = await read(url, headers)
      return Array.isArray(answer) ? answer.map(objectOf) : []
    },
    postForm: (url, fields, headers = {}) =>
      post(url, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    postJson: (url, body, headers = {}) =>
      post(url, JSON.stringify(body), { 'content-type': 'application/json', ...headers }),
  }
}
