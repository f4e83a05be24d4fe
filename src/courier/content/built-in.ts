// The built-in messages.
import type { Json, JsonObject } from '#lib/json.ts'
import { matchLanguage } from '#languages/language.ts'
import { isNotice, type TemplateType } from '../courier.ts'
import type { Content, Message } from '../message.ts'
import type { LanguageSettings } from '../settings.ts'
import { layOut, writeOut, type MailColours } from './layout.ts'
import type { LetterFacts } from './letter.ts'
import { fillIn } from './fill-in.ts'
import { letters } from './letters.ts'
import type { MailTexts } from './mail-texts.ts'
import { mailTextsIn } from './languages/all.ts'
import { counted, momentOf } from './intl.ts'

type TypedOn = 'login' | 'registration' | 'verification'
export type PageHost = (kind: TypedOn) => string | undefined

type Asked = Pick<Message, 'template' | 'language' | 'recipient'>

export type BuiltIn = Content & {
  readonly language: string
  /** The content of a text message. */
  readonly short: string
}

/** How a product shows itself in mails. */
export type Brand = {
  readonly product: string
  /** Undefined: ours. */
  readonly colours?: MailColours | undefined
}

/** The message in that of the offered languages which fits its recipient best. */
export function builtIn(
  { template, language: tag = '', recipient: to }: Asked,
  data: JsonObject,
  {
    product,
    colours,
    offered,
    fallback,
    pageHost,
    texts: own,
  }: Brand & {
    /** The host of the page on which a code of this message is typed in, where it is known. */
    readonly pageHost?: PageHost
  } & Pick<LanguageSettings, 'offered' | 'fallback' | 'texts'>,
): BuiltIn {
  const language = matchLanguage(tag, offered) ?? fallback
  const unfilled = mailTextsIn(language, own)
  const facts = factsOf(template, data, { to, product, language, texts: unfilled })
  const texts = fillIn(unfilled, facts)
  const letter = letters[template](texts, facts)
  return {
    subject: letter.subject,
    text: writeOut(letter, texts),
    html: layOut(letter, texts, { language, product, colours }),
    language,
    short: boundToPage(inPlainSigns(letter.short), facts.code, hostOf(template, data, pageHost)),
  }
}

/**
 * With quotation marks, apostrophes and spaces of the alphabet of GSM: one other character halves
 * what a text message holds.
 */
const inPlainSigns = (text: string): string =>
  text
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[–—]/g, '-')

/** A code in a text message can be filled in by the phone on the page of this domain. */
const boundToPage = (short: string, code: string, host: string): string =>
  host !== '' && code !== '' ? `${short}\n\n@${host} #${code}` : short

/**
 * The host of the page on which the code is typed in; empty where it is not typed in on a page of
 * its own. The page may be at another host than the request for the code.
 */
function hostOf(template: TemplateType, data: JsonObject, pageHost?: PageHost): string {
  const [, kind] = /^(login|registration|verification)_code_valid$/.exec(template) ?? []
  const requested = stringOf(data['RequestURLDomain'])
  return kind === undefined || requested === '' ? '' : (pageHost?.(kind as TypedOn) ?? requested)
}

function factsOf(
  template: TemplateType,
  data: JsonObject,
  {
    to,
    product,
    language,
    texts,
  }: {
    readonly to: string
    readonly product: string
    readonly language: string
    readonly texts: MailTexts
  },
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
  const turn = data['Change']
  const facts = {
    to,
    product,
    code: stringOf(data[`${kind}Code`]),
    url: stringOf(data[`${kind}URL`]),
    lifespan: typeof minutes === 'number' && minutes > 0 ? spanOf(minutes, language, texts) : '',
    turn: turn === 'added' || turn === 'removed' ? turn : 'changed',
    what: '',
    provider: stringOf(data['Provider']),
    gone: stringOf(data['AddressesBefore']),
    added: stringOf(data['AddressesAfter']),
    when: momentOf(language, stringOf(data['ChangedAt'])),
    device: stringOf(data['Device']),
    place: stringOf(data['Place']),
    byAdministrator: data['ChangedBy'] === 'administrator',
    isNew: data['New'] === 'network' ? 'network' : 'device',
    isIncomplete: data['Incomplete'] === true,
    endSessionUrl: stringOf(data['EndSessionURL']),
    loginUrl: stringOf(data['LoginURL']),
    due: momentOf(language, stringOf(data['DueAt'])),
    cancelUrl: stringOf(data['CancelURL']),
    downloadUrl: stringOf(data['DownloadURL']),
  } as const satisfies LetterFacts
  return { ...facts, what: fillIn(nameOf(stringOf(data['Factor']), facts, texts), facts) }
}

const spanOf = (minutes: number, language: string, texts: MailTexts): string =>
  minutes % 60 === 0
    ? counted(language, minutes / 60, texts.hours)
    : counted(language, minutes, texts.minutes)

/** A second factor, or a way to sign in, by its type of credential. */
function nameOf(type: string, facts: LetterFacts, { names }: MailTexts): string {
  if (facts.provider !== '') return names.accountAt
  switch (type) {
    case 'totp':
    case 'lookup_secret':
    case 'webauthn':
    case 'passkey':
    case 'code':
      return names[type]
    case 'oidc':
    case 'saml':
      return names.account
    default:
      return names.other
  }
}

const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
