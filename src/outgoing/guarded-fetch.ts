// Requests to addresses that come from the configuration or from others. All of them are made here.
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { isPrivate } from './private-networks.ts'

export type GuardSettings = {
  readonly disallowPrivateNetworks: boolean
  /** Addresses that are allowed all the same; they must match exactly. */
  readonly privateNetworkExceptions: readonly string[]
}

export type GuardLimits = {
  /** For look-up, redirects, headers and body together. */
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly maxRedirects: number
}

export type GuardParts = {
  readonly settings: () => GuardSettings
  readonly limits?: Partial<GuardLimits>
  /** Looks up the addresses of a host. */
  readonly lookup?: (
    host: string,
    options: { readonly all: true },
    found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => void
}

/**
 * A request that was not allowed, or that exceeded a limit. The message does not tell which address
 * was found.
 */
export class BlockedAddress extends Error {
  override readonly name = 'BlockedAddress'
}

const fetchLimits: GuardLimits = { timeoutMs: 10_000, maxBytes: 1024 * 1024, maxRedirects: 5 }

/** Redirects, which change the method as in the Fetch Standard, section 4.4. */
const moved = new Set([301, 302, 303, 307, 308])

const secret = ['authorization', 'cookie', 'proxy-authorization']

/**
 * A `fetch` for http and https, with limits of time and size. Where private networks are not
 * allowed, every address that is connected to is checked: after the look-up, and for every
 * redirect. A redirect to another host gets no credentials; one from https to http is not followed.
 */
export function createGuardedFetch({
  settings,
  limits: given,
  lookup = systemLookup,
}: GuardParts): typeof fetch {
  const limits = { ...fetchLimits, ...given }

  /** The public addresses of a host; others are left out. */
  const guardedLookup: LookupFunction = (host, { all }, found) => {
    lookup(host, { all: true }, (error, addresses) => {
      const open = error ? [] : addresses.filter(({ address }) => !isPrivate(address))
      const [first] = open
      if (error || !first) return found(error ?? barred(), '', 0)
      return all === true ? found(null, open) : found(null, first.address, first.family)
    })
  }

  return async (input, init) => {
    const asked = new Request(input, init)
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(limits.timeoutMs)])
    const follows = init?.redirect ?? 'follow'
    let body = asked.body ? Buffer.from(await asked.arrayBuffer()) : undefined
    let { method } = asked,
      headers = Object.fromEntries(asked.headers),
      url = new URL(asked.url)
    for (let redirects = 0; ; redirects++) {
      const response = await send(url, { method, headers, body, signal })
      const location = response.headers.get('location')
      if (!moved.has(response.status) || location === null || follows === 'manual') return response
      await response.body?.cancel()
      if (follows === 'error') throw new BlockedAddress('The server sends its callers elsewhere.')
      if (redirects === limits.maxRedirects)
        throw new BlockedAddress('The server sends its callers elsewhere too often.')
      const next = new URL(location, url)
      if (url.protocol === 'https:' && next.protocol !== 'https:')
        throw new BlockedAddress('The server sends its callers on without encryption.')
      if (next.origin !== url.origin) {
        if (body && response.status > 303)
          throw new BlockedAddress(
            'The server sends its callers to another one together with what they sent.',
          )
        headers = without(headers, secret)
      }
      if (response.status === 303 || (response.status < 303 && method === 'POST')) {
        if (method !== 'HEAD') method = 'GET'
        body = undefined
        headers = without(headers, ['content-type', 'content-length'])
      }
      url = next
    }
  }

  function send(
    url: URL,
    call: {
      readonly method: string
      readonly headers: Record<string, string>
      readonly body: Buffer | undefined
      readonly signal: AbortSignal
    },
  ): Promise<Response> {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new BlockedAddress('Only addresses of http and https can be called.')
    const { disallowPrivateNetworks, privateNetworkExceptions } = settings()
    const guarded =
      disallowPrivateNetworks &&
      !privateNetworkExceptions.includes(url.href) &&
      !privateNetworkExceptions.includes(url.href.replace(/\/$/, ''))
    // NOTE an IP address is not looked up
    if (guarded && isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 && isPrivate(url.hostname))
      throw barred()
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        {
          method: call.method,
          // NOTE without compression: a compressed body could become larger than the limit
          headers: {
            ...call.headers,
            'accept-encoding': 'identity',
            ...(call.body ? { 'content-length': String(call.body.byteLength) } : {}),
          },
          signal: call.signal,
          agent: false,
          ...(guarded ? { lookup: guardedLookup } : {}),
        },
        (incoming) => resolve(responseOf(incoming)),
      )
      outgoing.on('error', (error) =>
        reject(call.signal.aborted ? (call.signal.reason as Error) : error),
      )
      outgoing.end(call.body)
    })
  }

  function responseOf(incoming: IncomingMessage): Response {
    const status = incoming.statusCode ?? 502
    const headers = new Headers()
    for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
      headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
    if ([101, 204, 205, 304].includes(status)) {
      incoming.resume()
      return new Response(null, { status, headers })
    }
    return new Response(Readable.toWeb(Readable.from(limited(incoming))) as ReadableStream, {
      status,
      headers,
    })
  }

  async function* limited(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
    let size = 0
    for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > limits.maxBytes)
        throw new BlockedAddress(`The answer is longer than ${limits.maxBytes} bytes.`)
      yield chunk
    }
  }
}

const barred = () => new BlockedAddress('Addresses of private networks must not be called.')

const without = (headers: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase())),
  )
