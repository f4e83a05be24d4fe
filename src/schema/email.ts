import { hasInvisible } from '#lib/invisible.ts'
import { canonical } from './canonical.ts'

// Dot-atoms of RFC 5322, section 3.2.3, with the letters and digits of every script (RFC 6531).
const local = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/**
 * Whether a text is an email address that mail can be sent to as it is: no quotes, comments,
 * display names or address literals, and the lengths of RFC 5321, section 4.5.3.1. Its canonical
 * form must be an address, too, since mail is sent to that one.
 */
export function isEmail(text: string): boolean {
  return isAddress(text) && isAddress(canonical(text))
}

function isAddress(text: string): boolean {
  if (text.length > 254 || hasInvisible(text)) return false
  const at = text.lastIndexOf('@')
  const name = text.slice(0, at),
    domain = text.slice(at + 1)
  return (
    at > 0 &&
    Buffer.byteLength(name) <= 64 &&
    local.test(name) &&
    domain.split('.').every((part) => label.test(part))
  )
}
