// What only this server knows, below the key `pallas`.
import { defaultEditionsAt, editionNames } from '#editions/all.ts'
import type { Place } from '#editions/edition.ts'
import {
  choice,
  duration,
  flag,
  formed,
  list,
  map,
  maybe,
  type ConfigNode,
  or,
  section,
  text,
} from './node.ts'

const edition = () => choice(...editionNames)
/** The editions of one place, in the order in which they are asked; see editions/all.ts. */
const editionsAt = (place: Place) =>
  or(list(edition(), { minItems: 1, uniqueItems: true }), defaultEditionsAt(place))

/** A number of wrong tries; 0 and false mean without limit. */
const limit: ConfigNode<number | boolean> = { type: ['integer', 'boolean'], minimum: 0 }

/** Who is told of every change of an identity; without topics, of all. */
const eventReceiver = () =>
  section({
    url: formed('web-url'),
    headers: maybe(map(text())),
    topics: or(
      list(choice('identity.created', 'identity.updated', 'identity.deleted'), {
        uniqueItems: true,
      }) as ConfigNode<readonly string[]>,
      [],
    ),
  })

export const pallas = section({
  editions: section({ root: editionsAt('root'), api_kratos: editionsAt('apiKratos') }),
  guessing: section({ max_failures: or(limit, 100), wait: or(duration(), '15m') }),
  trusted_proxies: or(list(formed('range')), []),
  courier: section({ retention: or(duration(), '168h') }),
  cleanup: section({ interval: or(duration(), '10m') }),
  hooks: maybe(text({ minLength: 1 })),
  web_hooks: section({
    signing_secrets: or(list(text({ minLength: 24 }), { uniqueItems: true }), []),
    give_up_after: or(duration(), '72h'),
    retention: or(duration(), '168h'),
  }),
  events: section({ web_hooks: or(list(eventReceiver()), []) }),
  sqlite: section({ synchronous: or(choice('FULL', 'NORMAL'), 'FULL') }),
  pages: section({ product_name: or(text({ minLength: 1 }), 'Pallas') }),
  admin: section({
    tokens: maybe(list(text({ minLength: 16 }), { minItems: 1, uniqueItems: true })),
    insecure: or(flag(), false),
  }),
})
