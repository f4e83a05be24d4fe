// Cookies as the reference writes them: gorilla/securecookie over a map in encoding/gob.
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { baseConfig } from './server.ts'

export const cookieName = 'ory_kratos_session'
export const [cookieSecret = ''] = baseConfig.secrets.cookie

const text = (value: string) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([
    Buffer.from('\x06string\x0c', 'latin1'),
    Buffer.from([bytes.length + 2, 0, bytes.length]),
    bytes,
  ])
}

/** The map as gob; the types before it are those of `map[interface{}]interface{}`. */
function gobOf(map: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(map)
  const types = Buffer.from('0d0401 02ff80 0001 1001 100000'.replaceAll(' ', ''), 'hex')
  const body = Buffer.concat([
    Buffer.from([0xff, 0x80, 0, entries.length]),
    ...entries.flatMap(([name, value]) => [text(name), text(value)]),
  ])
  const length = body.length < 0x80 ? [body.length] : [0xff, body.length]
  return Buffer.concat([types, Buffer.from(length), body])
}

export type CookieOptions = {
  readonly secret?: string
  readonly name?: string
  readonly isEnciphered?: boolean
}

/** The value of a cookie. */
export function writeCookie(
  map: Readonly<Record<string, string>>,
  { secret = cookieSecret, name = cookieName, isEnciphered = false }: CookieOptions = {},
): string {
  const plain = gobOf(map)
  const value = (isEnciphered ? enciphered(plain, secret) : plain).toString('base64url')
  const padded = value.padEnd(Math.ceil(value.length / 4) * 4, '=')
  const signed = `1795908259|${padded}`
  const mac = createHmac('sha256', secret).update(`${name}|${signed}`).digest()
  return Buffer.concat([Buffer.from(`${signed}|`), mac]).toString('base64url')
}

function enciphered(plain: Buffer, secret: string): Buffer {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(secret).digest(), iv)
  return Buffer.concat([iv, cipher.update(plain), cipher.final()])
}
