import {
  choice,
  flag,
  formed,
  integer,
  type JsonSchema,
  limitedText,
  list,
  text,
} from '#lib/json-schema.ts'
import { maybe, or, section } from './node.ts'

const source = () =>
  maybe(
    section({
      path: maybe(limitedText({ minLength: 1 })),
      base64: maybe(limitedText({ minLength: 1 })),
    }),
  )

const listener = (host: string, port: number) => ({
  host: or(formed('listen-host'), host),
  port: or(integer(1, 65_535), port),
  base_url: maybe(formed('base-url')),
  socket: maybe(
    section({ owner: maybe(text), group: maybe(text), mode: maybe(integer(0, 0o777)) }),
  ),
  tls: maybe(section({ key: source(), cert: source() })),
  request_log: section({ disable_for_health: or(flag, false) }),
})

const cors = section({
  enabled: or(flag, false),
  allowed_origins: or(list(formed('origin'), { uniqueItems: true }), ['*']),
  allowed_methods: or(
    list(
      choice('POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'HEAD', 'OPTIONS', 'TRACE'),
    ) as JsonSchema<readonly string[]>,
    ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'],
  ),
  allowed_headers: or(list(limitedText({ minLength: 1 })), [
    'Authorization',
    'Content-Type',
    'Max-Age',
    'X-Session-Token',
    'X-XSRF-TOKEN',
    'X-CSRF-TOKEN',
  ]),
  exposed_headers: or(list(limitedText({ minLength: 1 })), ['Content-Type']),
  allow_credentials: or(flag, true),
  max_age: or(integer(0), 0),
  options_passthrough: maybe(flag),
  debug: maybe(flag),
})

export const serve = section({
  public: section({ ...listener('0.0.0.0', 4433), cors, domain_aliases: maybe(list({})) }),
  admin: section(listener('127.0.0.1', 4434)),
})
