// Calls the API of administration: of a running server over HTTP, or of one inside this process that
// works on the database of the configuration.

/** An answer of the API. */
export type ApiAnswer = {
  readonly status: number
  readonly json: unknown
  /** The token of the next page of a list. */
  readonly nextPage: string | undefined
}

export type AdminApi = {
  /** Throws an error that tells why there is no answer. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<ApiAnswer>
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** The variables that may name a server; the first that is set counts. */
const endpointNames = ['PALLAS_ADMIN_URL', 'KRATOS_ADMIN_URL', 'KRATOS_ADMIN_ENDPOINT'] as const
const tokenName = 'PALLAS_ADMIN_TOKEN'
const timeoutMs = 30_000

/** The server that a command works on: the flag, else the environment, else none. */
export const endpointOf = (flag: string | undefined, env: Environment): string | undefined =>
  flag ?? endpointNames.map((name) => env[name]).find((url) => url !== undefined && url !== '')

/**
 * The API of the server at this address. A token comes from PALLAS_ADMIN_TOKEN, so that it is in no
 * list of processes. Throws when the address is none of the web.
 */
export function createRemoteApi(endpoint: string, env: Environment): AdminApi {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error('the endpoint must be a web address such as http://127.0.0.1:4434')
  if (url.username !== '' || url.password !== '')
    throw new Error(`the endpoint must have no password in it; a token belongs in ${tokenName}`)
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const token = env[tokenName]
  return {
    async call(method, path, body) {
      const answer = await fetch(base + path, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw new Error(`cannot reach ${base}: ${causeOf(error)}`, { cause: error })
      })
      return {
        status: answer.status,
        json: parsed(await answer.text()),
        nextPage: nextPageOf(answer.headers.get('link') ?? undefined),
      }
    },
    close: () => Promise.resolve(),
  }
}

/** The value of a JSON text; undefined for any other text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The page token in a Link header (RFC 8288) with `rel="next"`. */
export function nextPageOf(link: string | undefined): string | undefined {
  const url = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1]
  return url === undefined
    ? undefined
    : (new URL(url, 'http://unused.invalid').searchParams.get('page_token') ?? undefined)
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause'
  const { cause } = error
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} seconds`
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}

/** Why an answer is no success: what the API says, else the status. */
export function reasonOf({ status, json }: ApiAnswer): string {
  const error = fieldOf(json, 'error')
  const said = [fieldOf(error, 'reason'), fieldOf(error, 'message')].find(
    (text) => typeof text === 'string' && text !== '',
  )
  return said === undefined ? `the server answered ${status}` : `${status}: ${String(said)}`
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
