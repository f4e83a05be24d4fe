// Settings that only this server has, below the key `pallas`.
import { editionNames } from '#editions/all.ts'
import {
  choice,
  flag,
  formed,
  integer,
  type JsonSchema,
  limitedText,
  list,
  mapOf,
  text,
} from '#lib/json-schema.ts'
import { duration, maybe, or, section } from './node.ts'
import { theme } from './theme.ts'

const edition = () => choice(...editionNames)
/** Editions at one place, in the order in which they are asked; see editions/all.ts. */
const someEditions = () => list(edition(), { minItems: 1, uniqueItems: true })

/** An address, or a list of some. */
const oneOrSeveral: JsonSchema<string | readonly string[]> = {
  type: ['string', 'array'],
  minLength: 1,
  minItems: 1,
  items: limitedText({ minLength: 1 }),
}

const maxTries = 1_000_000
/** How many tries a budget has, and in what time one of them comes back. */
const budget = (tries: number, refill: string) =>
  section({ tries: or(integer(1, maxTries), tries), refill: or(duration, refill) })

/** A limit of wrong tries; 0 and false are no limit. */
const limit: JsonSchema<number | boolean> = { type: ['integer', 'boolean'], minimum: 0 }

/** A receiver of changes of identities; without topics, of all of them. */
const eventReceiver = () =>
  section({
    url: formed('web-url'),
    headers: maybe(mapOf(text)),
    topics: or(
      list(
        choice(
          'identity.created',
          'identity.updated',
          'identity.deleted',
          'identity.deletion_requested',
          'identity.deletion_cancelled',
        ),
        {
          uniqueItems: true,
        },
      ) as JsonSchema<readonly string[]>,
      [],
    ),
  })

export const pallas = section({
  editions: section({
    enabled: maybe(someEditions()),
    root: maybe(someEditions()),
    api_kratos: maybe(someEditions()),
  }),
  guessing: section({ max_failures: maybe(limit), wait: maybe(duration) }),
  shield: section({
    enabled: or(flag, true),
    account: budget(100, '15m'),
    code: budget(50, '15m'),
    second_factor: budget(50, '15m'),
    device: budget(30, '15m'),
    network: budget(300, '10s'),
    recipient: section({
      tries: or(integer(1, maxTries), 10),
      refill: or(duration, '15m'),
      resend: or(duration, '1m'),
    }),
    network_messages: budget(300, '10s'),
    proof_of_work: section({
      enabled: or(flag, true),
      iterations: or(integer(1, 100_000), 1000),
      attempts: or(integer(2, 1_000_000), 1000),
      lifespan: or(duration, '10m'),
    }),
  }),
  second_factor: section({
    remember: maybe(formed('duration-or-days')),
    reset_delay: or(formed('duration-or-days'), '72h'),
  }),
  deletion: section({
    enabled: or(flag, false),
    grace: or(formed('duration-or-days'), '14d'),
    identifiers_free_after: or(formed('duration-or-days'), '0s'),
  }),
  operators: section({
    require_second_factor: or(flag, true),
    idle: or(duration, '30m'),
    lifespan: or(duration, '12h'),
    reauthenticate_after: or(duration, '15m'),
  }),
  impersonation: section({ enabled: or(flag, false), lifespan: or(duration, '15m') }),
  serve: section({ workers: maybe(integer(1, 256)) }),
  replica: section({ dsn: maybe(limitedText({ minLength: 1 })) }),
  requests: section({ deadline: or(duration, '25s') }),
  trusted_proxies: or(list(formed('range')), []),
  courier: section({ retention: or(duration, '168h') }),
  cleanup: section({ interval: or(duration, '10m') }),
  hooks: maybe(limitedText({ minLength: 1 })),
  web_hooks: section({
    signing_secrets: or(list(limitedText({ minLength: 24 }), { uniqueItems: true }), []),
    give_up_after: or(duration, '72h'),
    retention: or(duration, '168h'),
  }),
  events: section({ web_hooks: or(list(eventReceiver()), []) }),
  audit: section({
    enabled: or(flag, true),
    retention: or(duration, '8760h'),
    forward: maybe(section({ url: formed('web-url'), headers: maybe(mapOf(text)) })),
  }),
  geoip: section({ database: maybe(limitedText({ minLength: 1 })) }),
  sqlite: section({ synchronous: or(choice('FULL', 'NORMAL'), 'FULL') }),
  hsts: section({ max_age: or(duration, '8760h') }),
  recovery: section({ end_other_sessions: or(flag, true) }),
  notices: section({ enabled: or(flag, true), sign_ins: or(flag, true) }),
  personal_data: section({ enabled: or(flag, true), metadata_admin: or(flag, false) }),
  passwords: section({ blocklist: or(flag, true) }),
  languages: section({
    offered: maybe(list(limitedText({ minLength: 1 }), { minItems: 1, uniqueItems: true })),
    default: or(limitedText({ minLength: 1 }), 'en'),
    from: maybe(limitedText({ minLength: 1 })),
    texts: maybe(oneOrSeveral),
    api: or(flag, false),
  }),
  pages: section({ product_name: or(limitedText({ minLength: 1 }), 'Pallas'), theme }),
  admin: section({
    tokens: maybe(list(limitedText({ minLength: 16 }), { minItems: 1, uniqueItems: true })),
    insecure: or(flag, false),
    hosts: or(list(limitedText({ minLength: 1 }), { uniqueItems: true }), []),
  }),
})
