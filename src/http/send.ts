import type { FastifyReply, FastifyRequest } from 'fastify'
import { STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import type { Caller } from '#flow/caller.ts'
import { isObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import {
  addressCookie,
  languageCookie,
  lastWayCookie,
  setCookie,
  tokenToCookie,
  type CookieSettings,
} from './cookies.ts'
import type { Cors } from './cors.ts'
import type { CookieChange, Reply } from './reply.ts'
import type { Mount, RouteOptions } from './route.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The size of its body, where that was known before it was sent. */
    answerBytes: number
  }
}

const yearMs = 365 * 24 * 3_600_000

/** Security headers of every response (OWASP ASVS 5.0, 3.4). */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const noStore = { 'cache-control': 'private, no-cache, no-store, must-revalidate' }
/**
 * For APIs published without `Cache-Control`: these headers still keep shared caches (RFC 9213) and
 * browsers from storing the response.
 */
const noStoreForCaches = {
  'cdn-cache-control': 'no-store',
  'surrogate-control': 'no-store',
  pragma: 'no-cache',
  expires: '0',
}

/** What most responses have. */
const usual = { ...securityHeaders, ...noStore }
const usualUncontrolled = { ...securityHeaders, ...noStoreForCaches }

type Headers = Record<string, string | string[]>

/** Writes a response: status, headers, cookies, body. */
export function send(
  reply: FastifyReply,
  request: FastifyRequest,
  answer: Reply,
  mount: Mount | undefined,
  caller: Caller | undefined,
  options: RouteOptions | undefined,
  cors: Cors | undefined,
  now: Timestamp,
): FastifyReply {
  const headers: Headers = { ...reply.getHeaders(), ...usualFor(mount, options) } as Headers
  const byCookie = mount?.variesByCookie === true && options?.ignoresCookies !== true
  const { language, location, body } = answer
  if (language !== undefined || byCookie)
    headers['vary'] = varyOf(cors !== undefined, language !== undefined, byCookie)
  if (language !== undefined) headers['content-language'] = language
  if (cors) Object.assign(headers, cors.headers(request.headers.origin))
  headers['x-request-id'] = request.id
  for (const [name, value] of Object.entries(answer.headers ?? noHeaders))
    headers[name.toLowerCase()] = value
  const issues = options?.issuesCsrf === true && caller !== undefined && !caller.csrfKnown
  if (mount?.cookies && caller && (issues || answer.cookies !== undefined)) {
    const lines = cookieLines(answer.cookies ?? [], issues, mount.cookies, caller, now)
    if (lines.length > 0) headers['set-cookie'] = lines
  }
  if (location !== undefined) headers['location'] = location
  const { status } = answer
  if (body === undefined) {
    if (location !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
      const link = `<a href="${escape(location)}">${STATUS_CODES[status] ?? ''}</a>.\n`
      return write(reply, status, headers, 'text/html; charset=utf-8', link)
    }
    return reply.code(status).headers(headers).send()
  }
  if ('json' in body) {
    // NOTE an error that is shown later has the id of its own request
    const names = status >= 400 && namesRequest(mount, request)
    const value = names ? withRequestId(body.json, request.id) : body.json
    return write(reply, status, headers, jsonType, JSON.stringify(value))
  }
  if ('jsonText' in body) return write(reply, status, headers, jsonType, body.jsonText)
  if ('text' in body) return write(reply, status, headers, 'text/plain; charset=utf-8', body.text)
  if ('html' in body) return write(reply, status, headers, 'text/html; charset=utf-8', body.html)
  reply.code(status).headers(headers).type(body.type)
  if ('pieces' in body) return reply.send(Readable.from(body.pieces, { highWaterMark: 1 }))
  reply.answerBytes = Buffer.byteLength(body.raw)
  return reply.send(body.raw)
}

const jsonType = 'application/json; charset=utf-8'
const noHeaders: NonNullable<Reply['headers']> = {}

function usualFor(mount: Mount | undefined, options: RouteOptions | undefined): Headers {
  const omitsCacheControl =
    mount?.cacheControl === 'omitted' ||
    (mount?.cacheControl === 'on-operations-only' &&
      (options === undefined || options.cacheControl === 'omitted'))
  return omitsCacheControl ? usualUncontrolled : usual
}

function varyOf(byOrigin: boolean, byLanguage: boolean, byCookie: boolean): string {
  if (!byOrigin && !byLanguage) return 'Cookie'
  const varies = byOrigin ? ['Origin'] : []
  if (byLanguage) varies.push('Accept-Language')
  if (byCookie) varies.push('Cookie')
  return varies.join(', ')
}

/**
 * Writes a text with its headers at once, past what Fastify does for values of any kind. The text of
 * a 204 is left out.
 */
function write(
  reply: FastifyReply,
  status: number,
  headers: Headers,
  type: string,
  text: string,
): FastifyReply {
  if (status === 204) return reply.code(status).headers(headers).send()
  const bytes = Buffer.byteLength(text)
  headers['content-type'] = type
  headers['content-length'] = String(bytes)
  reply.answerBytes = bytes
  reply.raw.writeHead(status, headers)
  reply.raw.end(text)
  return reply
}

function namesRequest(mount: Mount | undefined, { id, headers }: FastifyRequest): boolean {
  return (
    mount?.errorsNameRequest === 'always' ||
    (mount?.errorsNameRequest === 'when-named' && headers['x-request-id'] === id)
  )
}

/** The error of a response, with the id of its request; anything else as it is. */
function withRequestId(value: unknown, request: string): unknown {
  if (!isObject(value)) return value
  const { error } = value
  return isObject(error) && typeof error['code'] === 'number'
    ? { ...value, error: { ...error, request } }
    : value
}

/** Sends a response with the reason phrase of its status as plain text. */
export function sendPlain(
  reply: FastifyReply,
  status: number,
  cors: Cors | undefined,
  request: FastifyRequest,
  mount?: Mount,
): FastifyReply {
  return send(
    reply,
    request,
    { status, body: { text: `${STATUS_CODES[status] ?? ''}\n` } },
    mount,
    undefined,
    undefined,
    cors,
    0,
  )
}

function cookieLines(
  changes: readonly CookieChange[],
  issues: boolean,
  settings: CookieSettings,
  caller: Caller,
  now: Timestamp,
): string[] {
  const lines: string[] = []
  let csrf = issues ? caller.csrfSecret : undefined
  for (const change of changes) {
    if (change.kind === 'session') {
      const endsAt = settings.session.persistent ? change.expiresAt : undefined
      const value = tokenToCookie(change.token, endsAt)
      lines.push(setCookie(settings.session.name, value, settings.session, now, endsAt))
    } else if (change.kind === 'end-session')
      lines.push(setCookie(settings.session.name, 'ended', settings.session, now, 0))
    else if (change.kind === 'continuity')
      lines.push(
        setCookie(
          settings.continuity.name,
          change.token,
          settings.continuity,
          now,
          change.expiresAt,
        ),
      )
    else if (change.kind === 'remembered')
      lines.push(
        setCookie(
          settings.remembered.name,
          change.secret,
          settings.remembered,
          now,
          change.expiresAt,
        ),
      )
    else if (change.kind === 'language')
      lines.push(setCookie(languageCookie, change.language, settings.csrf, now, now + yearMs))
    else if (change.kind === 'last-way')
      lines.push(setCookie(lastWayCookie, change.way, settings.csrf, now, now + yearMs))
    else if (change.kind === 'address')
      lines.push(
        setCookie(
          addressCookie,
          change.sealed ?? 'forgotten',
          settings.csrf,
          now,
          change.sealed === undefined ? 0 : now + yearMs,
        ),
      )
    else if (change.kind === 'end-continuity')
      lines.push(setCookie(settings.continuity.name, 'ended', settings.continuity, now, 0))
    else csrf = change.secret
  }
  if (csrf !== undefined)
    lines.unshift(setCookie(settings.csrf.name, csrf, settings.csrf, now, now + yearMs))
  return lines
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
