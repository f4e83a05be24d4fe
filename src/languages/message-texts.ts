// The texts of messages: which there are, and what facts they are given.
import type { MessageFacts, MessageKey } from '#messages/catalogue.ts'
import type { Said, Shape, Text } from '#lib/text-places.ts'
import type { Because, reasons } from '#messages/reasons.ts'

/** Messages whose text is a fact: what a person, a schema or another system has written. */
const carried = [
  'hook.said',
  'node.choice',
  'node.trait',
  'settings.totp-secret',
  'settings.lookup-codes',
  'validation.generic',
  'validation.key-answer',
] as const satisfies readonly MessageKey[]

export type Carried = (typeof carried)[number]
export const isCarried = (key: string): key is Carried =>
  (carried as readonly string[]).includes(key)

/** The texts of all messages in one language. */
export type MessageTexts = { readonly [K in Exclude<MessageKey, Carried>]: Text }

/** Parts of messages. */
export type Words = {
  /** For `validation.taken-with-hints`, where nobody knows how the account is signed in to. */
  readonly takenWithoutHints: string
  readonly ways: Readonly<Record<'password' | 'code' | 'webauthn' | 'passkey', string>>
  /** The types of values in a schema. */
  readonly types: Readonly<Record<TypeName, string>>
  readonly reasons: Shape<typeof reasons>
  /** In the place of a reason that is none of ours; without it, that is shown. */
  readonly unexplained?: string
}

type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null'

/** What a language brings along to put facts into words. */
export type Tools = {
  readonly words: Said<Words>
  date(at: number): string
  /** `a, b or c` */
  either(all: readonly string[]): string
  /** What a reason is in this language; undefined where it is none of ours. */
  reason(because: Because): string | undefined
}

type TextFacts = { readonly [name: string]: string | number }
type Preparation<F> = (facts: F, tools: Tools) => TextFacts

const counted = <F extends TextFacts>(name: keyof F): Preparation<F> => {
  return (facts) => ({ ...facts, count: facts[name] ?? 0 })
}

const named: Preparation<MessageFacts<'settings.remove-key'>> = (facts, { date }) => ({
  displayName: facts.displayName,
  date: date(facts.addedAt),
})

/** How the account is signed in to, in words; empty where nobody knows. */
const waysIn: Preparation<MessageFacts<'validation.taken-with-hints'>> = (
  { available_credential_types: types, available_oidc_providers: providers, ...facts },
  { words, either },
) => {
  const ways: Readonly<Record<string, string>> = words.ways
  const all = [...types.flatMap((type) => ways[type] ?? []), ...providers]
  return { ...facts, ways: either(all) }
}

const reasoned: Preparation<Because> = (facts, { reason, words }) => ({
  reason: reason(facts) ?? words.unexplained ?? facts.reason,
})

/** The facts that the text of a message is given, where they are not the facts of the message. */
export const preparations: { readonly [K in MessageKey]?: Preparation<MessageFacts<K>> } = {
  'validation.generic': reasoned,
  'validation.key-answer': reasoned,
  'validation.password-policy': (facts, { reason }) => ({ reason: reason(facts) ?? facts.reason }),
  'settings.remove-key': named,
  'settings.remove-passkey': named,
  'validation.too-short': counted('min_length'),
  'validation.too-long': counted('max_length'),
  'validation.password-too-short': counted('min_length'),
  'validation.unique-items': ({ index_a, index_b }) => ({
    first: index_a + 1,
    second: index_b + 1,
  }),
  'validation.type': ({ allowed_types }, { either }) => ({ types: either(allowed_types) }),
  'validation.taken-with-hints': waysIn,
}
