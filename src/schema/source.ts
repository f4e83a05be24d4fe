import { readBody } from '#lib/read-body.ts'

/** How documents are read. */
export type SourceParts = {
  readonly fetch: typeof fetch
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** Longer documents are refused. */
  readonly maxBytes: number
  /** The time limit for documents from the network, in milliseconds. */
  readonly timeoutMs: number
}

/**
 * The content of a `file://`, `http(s)://` or `base64://` address. Throws an error whose message
 * contains nothing of the content.
 */
export async function readSource(url: string, parts: SourceParts): Promise<Uint8Array> {
  const bytes = await readAny(url, parts)
  if (bytes.byteLength > parts.maxBytes)
    throw new RangeError(`is longer than ${parts.maxBytes} bytes`)
  return bytes
}

async function readAny(
  url: string,
  { fetch, readFile, maxBytes, timeoutMs }: SourceParts,
): Promise<Uint8Array> {
  const [, scheme, rest] = /^([a-z0-9]+):\/\/(.*)$/is.exec(url) ?? []
  switch (scheme?.toLowerCase()) {
    case 'base64':
      return decodeBase64(rest ?? '')
    case 'file':
      return readFile(decodeURIComponent(rest ?? ''))
    case 'http':
    case 'https': {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: 'application/schema+json, application/json' },
      })
      if (!response.ok) throw new Error(`was answered with status ${response.status}`)
      return readBody(response, maxBytes)
    }
    default:
      throw new Error('must begin with file://, http://, https:// or base64://')
  }
}

function decodeBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) throw new Error('is not base64')
  return Buffer.from(text, 'base64')
}
