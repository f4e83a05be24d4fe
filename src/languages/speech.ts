// A language ready for use: everything that a page or an answer says in it. Made once.
import { mapTexts, prepareText, type SaidText, type Text } from '#lib/text-places.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import type { Entry } from '#messages/entry.ts'
import type { Because } from '#messages/reasons.ts'
import { createMessageRenderer, type MessageRenderer, type Wording } from '#messages/render.ts'
import { createExplain, type Explain } from './explain.ts'
import { directionOf, localeOf } from './locale.ts'
import type { Offered } from './offered.ts'
import { preparations, type Tools } from './message-texts.ts'
import type { Texts, Translation } from './translation.ts'

export type Speech = {
  /** BCP 47. */
  readonly language: Offered
  readonly direction: 'ltr' | 'rtl'
  readonly texts: Texts
  /** Puts the messages of a form into words, beside fields with their names. */
  readonly render: MessageRenderer
  /** The texts of messages, where an answer has no names of fields beside them. */
  readonly wording: Wording
  /** Tells why something was refused; undefined for a reason that is none of ours. */
  readonly explain: Explain
  /** Day and time, in UTC. */
  moment(at: number): string
  day(at: number): string
  /** `a, b` */
  list(all: readonly string[]): string
}

/** `locale`: how dates, lists and numbers are written, where that is not the language. */
export function createSpeech(
  language: Offered,
  translation: Translation,
  locale: string = localeOf(language),
): Speech {
  const rules = new Intl.PluralRules(locale)
  const say = (text: Text): SaidText => prepareText(text, rules)
  const texts = mapTexts(translation.pages, say) as Texts
  const words = mapTexts(translation.words, say) as Tools['words']
  const day = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const moment = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const either = new Intl.ListFormat(locale, { type: 'disjunction' })
  const all = new Intl.ListFormat(locale, { type: 'unit' })
  const explain = createExplain(translation.refusals)
  const tools: Tools = {
    words,
    date: day,
    either: (ways) => either.format(ways),
    reason: ({ why, given, reason }: Because) => {
      const text = why === undefined ? undefined : (words.reasons[why] as SaidText | undefined)
      return text === undefined ? explain(reason) : tell(text, given)
    },
  }
  const wording = wordingOf(translation, tools, say)
  const { fillIn, email } = texts
  const onPages: Wording = {
    ...wording,
    'validation.required': { text: () => fillIn },
    'validation.empty': { text: () => fillIn },
    'node.email': { text: () => email },
  }
  return {
    language,
    direction: directionOf(language),
    texts,
    render: createMessageRenderer(onPages),
    wording,
    explain,
    moment,
    day,
    list: (parts) => all.format(parts),
  }
}

function wordingOf(
  { messages }: Translation,
  tools: Tools,
  say: (text: Text) => SaidText,
): Wording {
  const own = Object.entries(messages).map(([key, text]) => {
    const said = say(text)
    return [key, { text: textOf(key as MessageKey, said, tools) }]
  })
  const reasoned = (['validation.generic', 'validation.key-answer'] as const).map((key) => [
    key,
    { text: textOf(key, say('{reason}'), tools) },
  ])
  return Object.fromEntries([...own, ...reasoned]) as Wording
}

const tell = (text: SaidText, facts: Readonly<Record<string, string | number>> = {}): string =>
  typeof text === 'function' ? text(facts) : text

function textOf(key: MessageKey, said: SaidText, tools: Tools): Entry<never>['text'] {
  if (typeof said === 'string') return () => said
  const prepare = preparations[key] as
    | ((facts: never, tools: Tools) => Readonly<Record<string, string | number>>)
    | undefined
  if (!prepare) return said
  return (facts: never) => {
    const prepared = prepare(facts, tools)
    return prepared['ways'] === '' ? tell(tools.words.takenWithoutHints, prepared) : said(prepared)
  }
}

/** NOTE making a format takes longer than a page, and most languages need none */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): (at: number) => string {
  let format: Intl.DateTimeFormat | undefined
  return (at) => (format ??= new Intl.DateTimeFormat(locale, options)).format(at)
}
