// Reads session cookies of the reference, so that nobody is signed out by a move. They are in the format
// of securecookie: `date|value|mac` in base64url, the mac over `name|date|value`. The value is a map that
// Go has encoded (gob): in base64url, from v0.10 on enciphered. It has the token of the session, or in v0.2
// and v0.4 the id. Who may use the session, and how long, is for the session to say.
import { createDecipheriv, createHmac, hash } from 'node:crypto'
import { equal } from './equal.ts'
import { tokenOfSessionId } from './token-of-session-id.ts'

/** The tokens that a cookie may stand for; none for one that is not of the reference. */
export type ForeignCookieReader = (name: string, value: string) => readonly string[]

/** Those of the reference have up to 428 characters. */
const longest = 1024,
  shortest = 80
const macBytes = 32,
  ivBytes = 16
const bar = '|'.charCodeAt(0)

/** `secrets`: of cookies, those of the reference among them. */
export function createForeignCookieReader(secrets: () => readonly string[]): ForeignCookieReader {
  return (name, value) => {
    if (value.length < shortest || value.length > longest || !/^[\w-]+={0,2}$/.test(value))
      return []
    const bytes = Buffer.from(value, 'base64url')
    const signed = bytes.subarray(0, -macBytes - 1),
      from = signed.indexOf(bar) + 1
    if (bytes.at(-macBytes - 1) !== bar || from === 0) return []
    const secret = secrets().find((one) =>
      equal(
        createHmac('sha256', one).update(`${name}|`).update(signed).digest(),
        bytes.subarray(-macBytes),
      ),
    )
    if (secret === undefined) return []
    const content = Buffer.from(signed.subarray(from).toString('latin1'), 'base64url')
    const map = textsOf(content) ?? textsOf(deciphered(content, secret))
    const token = map?.get('session_token'),
      id = map?.get('sid')
    if (token !== undefined) return /^\w{1,128}$/.test(token) ? [token] : []
    return id === undefined ? [] : secrets().map((one) => tokenOfSessionId(one, id))
  }
}

function deciphered(content: Buffer, secret: string): Buffer {
  if (content.length <= ivBytes) return Buffer.alloc(0)
  const key = hash('sha256', secret, 'buffer')
  const decipher = createDecipheriv('aes-256-ctr', key, content.subarray(0, ivBytes))
  return Buffer.concat([decipher.update(content.subarray(ivBytes)), decipher.final()])
}

/** How a text in a map of values of any type begins: the name of its type, and that of its kind. */
const mark = Buffer.from('\x06string\x0c', 'latin1')

/**
 * The texts of a map, as `encoding/gob` of Go writes it; undefined for what is none. After the types
 * there are names and values in turn, each with its length twice: with what stands before it, and alone.
 */
function textsOf(content: Buffer): ReadonlyMap<string, string> | undefined {
  const texts: string[] = []
  let at = content.indexOf(mark)
  if (at < 0) return undefined
  while (at < content.length) {
    if (!content.subarray(at, at + mark.length).equals(mark)) return undefined
    const outer = numberAt(content, at + mark.length)
    if (outer === undefined || content[outer.next] !== 0) return undefined
    const inner = numberAt(content, outer.next + 1)
    if (inner === undefined || inner.next + inner.value > content.length) return undefined
    at = inner.next + inner.value
    texts.push(content.subarray(inner.next, at).toString('utf8'))
  }
  const map = new Map<string, string>()
  for (let name = 0; name + 1 < texts.length; name += 2)
    map.set(texts[name] ?? '', texts[name + 1] ?? '')
  return map
}

/** A number of one byte, or after a byte that says so of one more. */
function numberAt(
  content: Buffer,
  at: number,
): { readonly value: number; readonly next: number } | undefined {
  const first = content[at],
    second = content[at + 1]
  if (first === undefined) return undefined
  if (first < 0x80) return { value: first, next: at + 1 }
  return first === 0xff && second !== undefined ? { value: second, next: at + 2 } : undefined
}
