// The built-in messages.
import type { Json, JsonObject } from '#lib/json.ts'
import { isNotice, type TemplateType } from '../courier.ts'
import type { Content } from '../message.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import { layOut, writeOut } from './layout.ts'
import type { LetterFacts, Letters, NoticeFacts } from './letter.ts'

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
    short: boundToPage(template, letter.short, facts.code, data),
  }
}

/** A code in a text message can be filled in by the phone on the page of this domain. */
function boundToPage(
  template: TemplateType,
  short: string,
  code: string,
  data: JsonObject,
): string {
  const domain = stringOf(data['RequestURLDomain'])
  const isTyped = /^(?:login|registration|verification)_code_valid$/.test(template)
  return isTyped && domain !== '' && code !== '' ? `${short}\n\n@${domain} #${code}` : short
}

function factsOf(
  template: TemplateType,
  data: JsonObject,
  to: string,
  product: string,
  letters: Letters,
): LetterFacts {
  // NOTE a notice leads to the page for those who cannot get into their account
  const kind =
    template.startsWith('recovery') || template.startsWith('verifiable') || isNotice(template)
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
    notice: noticeFactsOf(data, letters.language),
  }
}

function noticeFactsOf(data: JsonObject, language: string): NoticeFacts {
  const turn = data['Change']
  return {
    turn: turn === 'added' || turn === 'removed' ? turn : 'changed',
    factor: stringOf(data['Factor']),
    gone: stringOf(data['AddressesBefore']),
    added: stringOf(data['AddressesAfter']),
    when: momentOf(stringOf(data['ChangedAt']), language),
    device: stringOf(data['Device']),
    place: stringOf(data['Place']),
    endSessionUrl: stringOf(data['EndSessionURL']),
    provider: stringOf(data['Provider']),
    isNew: data['New'] === 'network' ? 'network' : 'device',
    isIncomplete: data['Incomplete'] === true,
    byAdministrator: data['ChangedBy'] === 'administrator',
    loginUrl: stringOf(data['LoginURL']),
    due: momentOf(stringOf(data['DueAt']), language),
    cancelUrl: stringOf(data['CancelURL']),
  }
}

/** A time in words of the language, in UTC; empty for what is no time. */
function momentOf(rfc3339: string, language: string): string {
  const at = Date.parse(rfc3339)
  if (Number.isNaN(at)) return ''
  const words = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, words).format(at)} UTC`
}

const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
