// Published pages say every message in words of their own, with places for what its context tells.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { OryLocales } from '@ory/elements-react'
import { newest } from '#editions/all.ts'
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import type { Entry } from '#messages/entry.ts'
import { markup } from './markup-ui.ts'

type Sentences = Readonly<Record<string, string>>

/** What a sentence has places for; what pages work out from a member of the context is that member. */
const placesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w)(\w*)/g)].map(
    ([, first = '', rest = '']) =>
      first.toLowerCase() + rest.replace(/_(?:since|until)_minutes$|_list$/, ''),
  )

/** The names of the facts of each message, as the catalogue declares them. */
const declared = new Map(
  globSync('src/messages/catalogue/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'([\w.-]+)': \w+<\{([^}]*)\}>/g)].map(
      ([, key = '', facts = '']) =>
        [key, [...facts.matchAll(/(\w+)\??:/g)].map(([, name = '']) => name)] as const,
    ),
  ),
)

/** Serves as a list, as a number and as a text. */
const anything: object = Object.assign([], { [Symbol.toPrimitive]: () => 0 })
const anyFacts = new Proxy({}, { get: () => anything }) as never

function contextOf(key: MessageKey): readonly string[] {
  const entry = { ...catalogue[key], ...newest.wording[key] } as unknown as Entry<never>
  return entry.context ? Object.keys(entry.context(anyFacts) ?? {}) : (declared.get(key) ?? [])
}

const packages: Readonly<Record<string, unknown>> = {
  '@ory/elements-markup': markup.locales,
  '@ory/elements-react': OryLocales,
}

/** What has no place in the messages, of the sentences of one language. */
function faultsOf(locale: string, sentences: Sentences): readonly string[] {
  const said = (Object.keys(catalogue) as MessageKey[]).flatMap((key) => {
    const sentence = sentences[`identities.messages.${catalogue[key].id}`]
    return sentence === undefined ? [] : [{ key, sentence }]
  })
  assert.ok(said.length > 50, `${said.length} sentences of ${locale}`)
  return said.flatMap(({ key, sentence }) => {
    const context = contextOf(key)
    return placesIn(sentence)
      .filter((place) => !context.includes(place))
      .map((place) => `${locale} ${key}: ${place} in “${sentence}”`)
  })
}

describe('the sentences of published pages, in all languages', () => {
  for (const [name, locales] of Object.entries(packages))
    it(`have places only for what messages tell (${name})`, () => {
      const all = Object.entries(locales as Record<string, Sentences>)
      assert.deepEqual(
        all.flatMap(([locale, sentences]) => faultsOf(locale, sentences)),
        [],
      )
    })
})
