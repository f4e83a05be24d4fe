import { isIP } from 'node:net'
import { parseColour } from '#lib/colour.ts'
import { parseBytes, parseDays, parseDuration } from './quantity.ts'

export type Format = {
  readonly accepts: (text: string) => boolean
  /** The format, after “must be”. */
  readonly meaning: string
}

const dangerous = /^(?:javascript|data|vbscript):/i
const isUrl = (text: string) => URL.canParse(text) && /^[a-z][a-z0-9+.-]*:/i.test(text)

function isWebUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

function isBaseUrl(text: string): boolean {
  return isWebUrl(text) && !/[?#]/.test(text)
}

const isLink = (text: string) =>
  !dangerous.test(text.trim()) && URL.canParse(text, 'http://localhost/')
const isPageLink = (text: string) =>
  /^[a-z][a-z0-9+.-]*:/i.test(text) ? isWebUrl(text) : isLink(text)

/** An address, or a range in CIDR notation (RFC 4632, RFC 4291). */
function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  )
}

/** What a listener is bound to; empty: all addresses. */
function isListenHost(text: string): boolean {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  return text === '' || text.startsWith('unix:') || isIP(bare) > 0 || isHostName(text)
}

const isHostName = (text: string): boolean =>
  /^[\p{L}\p{N}._-]+$/u.test(text) && URL.canParse(`http://${text}/`)

/** A host, or a `*` that replaces it or begins it. A path may follow, which does not count. */
function isOrigin(text: string): boolean {
  if (text === '*') return true
  return (
    /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]+(?:\/[^?#@*]*)?$/i.test(text) &&
    text.split('*').length <= 2 &&
    URL.canParse(text.replace('*', 'any'))
  )
}

export const formats: Readonly<Record<string, Format>> = {
  duration: {
    accepts: (text) => parseDuration(text) !== undefined,
    meaning: 'a duration such as 1h30m, 1.5h or 500ms (units ns, us, ms, s, m, h)',
  },
  'duration-or-lifespan': {
    accepts: (text) => text === 'lifespan' || parseDuration(text) !== undefined,
    meaning: 'a duration such as 1h30m, or the word lifespan',
  },
  'duration-or-days': {
    accepts: (text) => parseDays(text) !== undefined,
    meaning: 'a number of days such as 30d, or a duration such as 12h',
  },
  bytes: {
    accepts: (text) => parseBytes(text) !== undefined,
    meaning: 'a size such as 128MB (units B, KB, MB, GB or k, m, g)',
  },
  url: { accepts: isUrl, meaning: 'an absolute URL' },
  'web-url': { accepts: isWebUrl, meaning: 'an http or https URL without a user name' },
  'base-url': {
    accepts: isBaseUrl,
    meaning: 'an absolute http or https URL without user name, query and fragment',
  },
  link: { accepts: isLink, meaning: 'a URL, absolute or relative to the public base URL' },
  'page-link': {
    accepts: isPageLink,
    meaning: 'an http or https URL, or a path below the public base URL',
  },
  source: {
    accepts: (text) => /^(?:https?|file|base64):\/\/./.test(text),
    meaning: 'a URL that begins with https://, http://, file:// or base64://',
  },
  'listen-host': {
    accepts: isListenHost,
    meaning: 'a host name, an IP address, or unix: and a path',
  },
  'smtp-url': {
    accepts: (text) => /^smtps?:\/\/./.test(text) && URL.canParse(text),
    meaning: 'a URL that begins with smtp:// or smtps://',
  },
  email: { accepts: (text) => /^[^\s@<>"]+@[^\s@<>"]+$/.test(text), meaning: 'an e-mail address' },
  range: { accepts: isRange, meaning: 'an IP address or a range such as 10.0.0.0/8' },
  colour: {
    accepts: (text) => parseColour(text) !== undefined,
    meaning: 'a colour such as #1f5a45 or #fff',
  },
  'own-file': {
    accepts: (text) =>
      /^(?:(?:file|base64):\/\/)?[^\s]/i.test(text) && !/^https?:|\p{Cc}/iu.test(text),
    meaning: 'a path, or a URL that begins with file:// or base64://',
  },
  'font-family': {
    accepts: (text) => /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,62}[\p{L}\p{N}])?$/u.test(text),
    meaning: 'the name of a font, of letters and digits',
  },
  label: {
    accepts: (text) => text.trim() !== '' && text.length <= 80 && !/\p{Cc}/u.test(text),
    meaning: 'a text of 1 to 80 characters',
  },
  'web-or-mail-url': {
    accepts: (text) => isWebUrl(text) || /^mailto:[^\s@<>"]+@[^\s@<>"]+$/i.test(text),
    meaning: 'an http, https or mailto URL without a user name',
  },
  origin: {
    accepts: isOrigin,
    meaning: 'an origin such as https://app.example.org, with at most one *',
  },
}
