// The built-in messages.
import type { Json, JsonObject } from '#lib/json.ts'
import type { TemplateType } from '../courier.ts'
import type { Content } from '../message.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import { layOut, writeOut } from './layout.ts'
import type { LetterFacts, Letters } from './letter.ts'

const languages: readonly Letters[] = [english, german]

/** The message in the language of this tag (BCP 47), or in English. */
export function builtIn(
  template: TemplateType,
  language: string | undefined,
  data: JsonObject,
  to: string,
  product: string,
): Content & { readonly short: string } {
  const primary = language?.split(/[-_]/)[0]?.toLowerCase()
  const letters = languages.find((one) => one.language === primary) ?? english
  const facts = factsOf(template, data, to, product, letters)
  const letter = letters.letters[template](facts)
  return {
    subject: letter.subject,
    text: writeOut(letter, facts, letters),
    html: layOut(letter, facts, letters),
    short: letter.short,
  }
}

function factsOf(
  template: TemplateType,
  data: JsonObject,
  to: string,
  product: string,
  letters: Letters,
): LetterFacts {
  const kind = template.startsWith('recovery')
    ? 'Recovery'
    : template.startsWith('verification')
      ? 'Verification'
      : template.startsWith('login')
        ? 'Login'
        : 'Registration'
  const minutes = data['ExpiresInMinutes']
  return {
    to,
    code: stringOf(data[`${kind}Code`]),
    url: stringOf(data[`${kind}URL`]),
    lifespan: typeof minutes === 'number' && minutes > 0 ? letters.lifespan(minutes) : '',
    product,
  }
}

const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
