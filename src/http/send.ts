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
  const omitsCacheControl =
    mount?.cacheControl === 'omitted' ||
    (mount?.cacheControl === 'on-operations-only' &&
      (options === undefined || options.cacheControl === 'omitted'))
  reply
    .code(answer.status)
    .headers(securityHeaders)
    .headers(omitsCacheControl ? noStoreForCaches : noStore)
  const varies = [
    ...(answer.language === undefined ? [] : ['Accept-Language']),
    ...(mount?.variesByCookie === true && options?.ignoresCookies !== true ? ['Cookie'] : []),
  ]
  if (varies.length > 0) reply.header('vary', [...(cors ? ['Origin'] : []), ...varies].join(', '))
  if (answer.language !== undefined) reply.header('content-language', answer.language)
  if (cors) reply.headers(cors.headers(request.headers.origin))
  reply.header('x-request-id', request.id)
  if (answer.headers) reply.headers(answer.headers)
  const cookies =
    mount?.cookies && caller
      ? cookieLines(
          answer.cookies ?? [],
          options?.issuesCsrf === true && !caller.csrfKnown,
          mount.cookies,
          caller,
          now,
        )
      : []
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  if (answer.location !== undefined) reply.header('location', answer.location)
  const { body } = answer
  if (body === undefined) {
    if (answer.location !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
      return reply
        .type('text/html; charset=utf-8')
        .send(`<a href="${escape(answer.location)}">${STATUS_CODES[answer.status] ?? ''}</a>.\n`)
    }
    return reply.send()
  }
  if ('json' in body) {
    // NOTE an error that is shown later has the id of its own request
    const names = answer.status >= 400 && namesRequest(mount, request)
    const value = names ? withRequestId(body.json, request.id) : body.json
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(value))
  }
  if ('jsonText' in body) return reply.type('application/json; charset=utf-8').send(body.jsonText)
  if ('text' in body) return reply.type('text/plain; charset=utf-8').send(body.text)
  if ('html' in body) return reply.type('text/html; charset=utf-8').send(body.html)
  if ('pieces' in body)
    return reply.type(body.type).send(Readable.from(body.pieces, { highWaterMark: 1 }))
  return reply.type(body.type).send(body.raw)
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
