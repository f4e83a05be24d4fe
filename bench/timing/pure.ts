import { createCsrf } from '#crypto/csrf.ts'
import { compile } from '#jsonnet'
import { isSimilar } from '#methods/password/similarity.ts'
import { person, schemaOf } from '#schema/example-schemas.ts'
import type { Measure } from './measure.ts'

const length = 50_000
const texts = [
  'a'.repeat(length),
  `${'a'.repeat(length - 1)}!`,
  '<'.repeat(length),
  'ab '.repeat(length / 3),
  'é'.repeat(length),
  'a.'.repeat(length / 2),
  'http://a:'.repeat(length / 9),
  `${'a'.repeat(length / 2)}@${'b.'.repeat(length / 4)}`,
  '+'.repeat(length),
  `+${'1'.repeat(length)}`,
]
const patterns = [
  '(a+)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '[01]*1[01]{20}[2-3]$',
  '(?:a?){500}a{500}',
  '(.*)(.*)(.*)(.*)(.*)[0-9]$',
  '^[a-z0-9_.-]+$',
]
const formats = ['email', 'tel', 'uri', 'url', 'uri-reference', 'hostname', 'regex', 'duration']

function ms(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

/** The best of several rounds, of one of many runs. */
function best(work: () => unknown): number {
  for (let n = 0; n < 5000; n++) work()
  const rounds = Array.from({ length: 5 }, () =>
    ms(() => {
      for (let n = 0; n < 1000; n++) work()
    }),
  )
  return Math.min(...rounds) / 1000
}

function slowest(rules: readonly object[]): number {
  const schemas = rules.map((rule) => schemaOf({ a: { type: 'string', ...rule } }))
  return Math.max(
    ...schemas.flatMap((schema) => texts.map((text) => ms(() => schema.check({ a: text })))),
  )
}

const traits = { email: 'Ada.Lovelace@example.org', name: { first: 'Ada', last: 'Lovelace' } }
const csrf = createCsrf()
const secret = csrf.newSecret()

const mapper = compile(`local claims = std.extVar('claims');
  {
    identity: {
      traits: { [if 'email' in claims then 'email']: claims.email, name: '%s' % claims.first },
      roles: [std.asciiLower(r) for r in claims.roles],
    },
  }`)
const claims = { email: 'a@example.org', first: 'A', roles: ['X', 'Y', 'Z'] }

export const pureMeasures: readonly Measure[] = [
  {
    name: 'the slowest pattern on 50 kB',
    limitMs: 100,
    take: () => slowest(patterns.map((pattern) => ({ pattern }))),
  },
  {
    name: 'the slowest format on 50 kB',
    limitMs: 100,
    take: () => slowest(formats.map((format) => ({ format }))),
  },
  {
    name: 'checking and reading a small schema',
    limitMs: 0.05,
    take: () => best(() => person.check(traits).length + person.read(traits).identifiers.length),
  },
  {
    name: 'running a compiled mapper',
    limitMs: 1,
    take: () => best(() => mapper.run({ extVars: { claims } })),
  },
  {
    name: 'making and checking an anti-forgery token',
    limitMs: 0.01,
    take: () => best(() => csrf.matches(secret, csrf.mask(secret))),
  },
  {
    name: 'comparing a long password with a long sign-in name',
    limitMs: 60,
    take: () =>
      ms(() => {
        isSimilar('a'.repeat(511) + 'b'.repeat(513), 'a'.repeat(50_000))
        isSimilar('ab'.repeat(512), `${'ab'.repeat(511)}ba`)
      }),
  },
]
