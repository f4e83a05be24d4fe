import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { languages, type Language } from '#languages/language.ts'
import { templateTypes, type TemplateType } from '../courier.ts'
import { everyLanguage } from '../settings.ts'
import { builtIn, type PageHost } from './built-in.ts'
import { mailTexts } from './languages/all.ts'
import { counted } from './intl.ts'

const to = 'ada@example.org'
const product = 'Pallas'
/** Each value is found again in a message, wherever it is. */
const facts = {
  RecoveryCode: '111111',
  VerificationCode: '222222',
  LoginCode: '333333',
  RegistrationCode: '444444',
  RecoveryURL: 'https://id.example/recovery',
  VerificationURL: 'https://id.example/verification',
  LoginURL: 'https://id.example/login',
  EndSessionURL: 'https://id.example/end-session',
  CancelURL: 'https://id.example/cancel',
  AddressesBefore: 'before@example.org',
  AddressesAfter: 'after@example.org',
  Device: 'Firefox, Linux',
  Place: '203.0.113.7',
  Provider: 'Github',
}
const all: JsonObject = {
  ...facts,
  ExpiresInMinutes: 37,
  ChangedAt: '2031-02-03T04:56:00Z',
  DueAt: '2032-03-04T05:57:00Z',
}
const signs = [...Object.values(facts), product, to, '37', '2031', '4:56', '2032', '5:57']

/** What messages can be about. */
const cases: Readonly<Record<string, JsonObject>> = {
  everything: all,
  ...Object.fromEntries(
    (['added', 'removed'] as const).map((turn) => [turn, { ...all, Change: turn }]),
  ),
  ...Object.fromEntries(
    ['totp', 'lookup_secret', 'webauthn', 'passkey', 'code', 'oidc', 'saml', 'other'].map((one) => [
      one,
      { ...all, Factor: one, Provider: '' },
    ]),
  ),
  'an address more': { ...all, AddressesBefore: '' },
  'an address less': { ...all, AddressesAfter: '' },
  'a network': { ...all, New: 'network', Incomplete: true },
  'an administrator': { ...all, ChangedBy: 'administrator' },
  'no pages': { ...all, RecoveryURL: '', VerificationURL: '', LoginURL: '' },
  'only what is always there': {
    ...all,
    ...Object.fromEntries(
      ['ExpiresInMinutes', 'ChangedAt', 'DueAt', 'Device', 'Place', 'Provider'].map((name) => [
        name,
        '',
      ]),
    ),
  },
}
/** The cases of each message that differ in English. */
const differing = templateTypes.flatMap((template) => [
  ...new Map(
    Object.entries(cases)
      .toReversed()
      .map(([name, data]) => {
        const { text } = render(template, 'en', data)
        return [text, { template, name, data, text }] as const
      }),
  ).values(),
])

/** Each of them in each language. */
const rendered = languages.flatMap((language) =>
  differing.map(({ template, name, data, text }) => ({
    ...render(template, language, data),
    where: `${template}, ${name}`,
    english: text,
  })),
)

function render(
  template: TemplateType,
  language: string | undefined,
  data: JsonObject,
  pageHost: PageHost = () => undefined,
) {
  const settings = { product, ...everyLanguage, pageHost }
  return builtIn({ template, language, recipient: to }, data, settings)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const readable = (html: string) =>
  html
    .replaceAll(/<(style|title)>.*?<\/\1>|<[^>]*>/gs, ' ')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (_all, code: string | undefined, name: string) =>
      code === undefined ? (entities[name] ?? '?') : String.fromCodePoint(Number(code)),
    )

const of = (language: Language) => rendered.filter((one) => one.language === language)
const signsIn = (text: string) => signs.filter((sign) => text.includes(sign))
/** NOTE a code or a link stands below its label in HTML, so there is no colon. */
const onlyWords = (text: string) => text.replaceAll(/[\s:：]/g, '')

describe('the built-in messages', () => {
  it('say every fact somewhere', () => {
    const said = new Set(differing.flatMap(({ text }) => signsIn(text)))
    assert.deepEqual(
      signs.filter((sign) => !said.has(sign)),
      [],
    )
  })

  for (const language of languages)
    it(`are whole in text and HTML: ${language}`, () => {
      for (const { where, english, subject, text, html = '', short } of of(language)) {
        assert.ok(html.includes(`<html lang="${language}">`), where)
        assert.deepEqual(signsIn(text), signsIn(english), `the facts of ${where}`)
        const inHtml = onlyWords(readable(html))
        for (const line of text.split('\n').filter((one) => one !== '-- '))
          assert.ok(inHtml.includes(onlyWords(line)), `the HTML of ${where} lacks: ${line}`)
        for (const part of [subject, text, html.replaceAll(/<style>.*?<\/style>/gs, ''), short])
          assert.doesNotMatch(part, /undefined|\bnull\b|NaN|\[object|[{}]/, where)
        for (const part of [subject, text, short])
          assert.doesNotMatch(part, /#| {2}| [.,;]|[.,;:] *[.,;]/, where)
      }
    })

  it('have subjects that a list of mails shows whole, with the code first', () => {
    for (const { subject, text } of rendered) {
      assert.ok(subject.length > 3 && subject.length < 60, `${subject.length}: ${subject}`)
      const [code] = /\b(\d)\1{5}\b/.exec(text) ?? ['']
      assert.ok(subject.startsWith(code), subject)
    }
  })

  it('have no characters in text messages that only make them dearer', () => {
    for (const { short } of rendered) assert.doesNotMatch(short, /[‘’“”„«»–—…\u00a0\u202f]/)
  })

  it('with a code are one text message each, which opens a page only where it is typed in', () => {
    for (const template of templateTypes.filter((one) => one.endsWith('_code_valid')))
      for (const language of languages) {
        const { short } = render(template, language, all)
        const longest = /^[\n\x20-\x7e£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà¿¡]*$/.test(short) ? 160 : 70
        assert.ok(short.length <= longest, `${language}: ${short.length} of ${longest}: ${short}`)
        const data = { ...all, RequestURLDomain: 'id.example' }
        const [code] = /\d{6}/.exec(short) ?? assert.fail(short)
        for (const [pageHost, host] of [
          [undefined, 'id.example'],
          [() => undefined, 'id.example'],
          [(kind: string) => `${kind}.example`, `${template.split('_')[0]}.example`],
        ] as const) {
          const bound = render(template, language, data, pageHost).short
          const isTyped = template !== 'recovery_code_valid'
          assert.equal(bound, isTyped ? `${short}\n\n@${host} #${code}` : short)
        }
      }
  })

  it('are in the language of the person, or in English', () => {
    const expected: Readonly<Record<string, Language>> = {
      'de-AT': 'de',
      pt: 'pt-BR',
      'pt-PT': 'pt-BR',
      zh: 'zh-Hans',
      'zh-CN': 'zh-Hans',
      'zh-SG': 'zh-Hans',
      'en-NZ': 'en',
      sw: 'en',
      nonsense: 'en',
      '': 'en',
    }
    for (const [tag, language] of Object.entries(expected))
      assert.equal(render('login_code_valid', tag, all).language, language, tag)
    assert.equal(render('login_code_valid', undefined, all).language, 'en')
  })

  it('are in no language that is not offered', () => {
    const settings = { product, offered: ['en', 'nl'], fallback: 'nl' } as const
    for (const [language, expected] of [
      ['en-NZ', 'en'],
      ['de', 'nl'],
      [undefined, 'nl'],
    ] as const) {
      const asked = { template: 'login_code_valid', language, recipient: to } as const
      assert.equal(builtIn(asked, all, settings).language, expected)
    }
  })
})

/** All texts of a catalogue, with the place of each. */
function textsOf(part: unknown, place = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[place, part]]
  return Object.entries(part as object).flatMap(([name, inner]) =>
    textsOf(inner, `${place}.${name}`),
  )
}
const factsIn = (text: string) => new Set(text.match(/\{\w+\}/g))

describe('the catalogue of messages', () => {
  const english = new Map(textsOf(mailTexts.en))

  for (const language of languages.filter((one) => one !== 'en'))
    it(`has no English sentence left, and tells the same facts: ${language}`, () => {
      const own = textsOf(mailTexts[language])
      const left = own.filter(
        ([place, text]) => text === english.get(place) && /\p{L} \p{L}/u.test(text),
      )
      assert.deepEqual(left, [])
      for (const [place, text] of own)
        // NOTE forms of plurals differ in number
        if (!/^\.(?:minutes|hours)\./.test(place))
          assert.deepEqual(factsIn(text), factsIn(english.get(place) ?? ''), place)
      assert.ok(own.length > 100)
    })

  it('has a form for every number of minutes and hours', () => {
    for (const language of languages)
      for (const forms of [mailTexts[language].minutes, mailTexts[language].hours]) {
        const rules = new Intl.PluralRules(language)
        for (let count = 1; count <= 120; count++) {
          assert.ok(forms[rules.select(count)] !== undefined, `${language}: ${count}`)
          const words = counted(language, count, forms)
          assert.ok(words.includes(String(count)) || count === 1, words)
        }
      }
    const polish = [1, 2, 5, 12, 22].map((count) => counted('pl', count, mailTexts.pl.minutes))
    assert.deepEqual(polish, ['1 minutę', '2 minuty', '5 minut', '12 minut', '22 minuty'])
  })
})

describe('a mail in the colours of an operator', () => {
  const colours = {
    light: { accent: '#5b2a86', onAccent: '#fefefe' },
    dark: { accent: '#c4a7f5', onAccent: '#010101' },
  }
  const [language] = languages
  const mail = (of: Parameters<typeof builtIn>[2]['colours']) =>
    builtIn({ template: 'recovery_valid', language, recipient: to }, all, {
      product,
      colours: of,
      ...everyLanguage,
    }).html ?? ''

  it('has them on its buttons, in both schemes', () => {
    const html = mail(colours)
    assert.match(
      html,
      /href="https:\/\/id\.example\/recovery"\s+style="[^"]*;color:#fefefe;background:#5b2a86"/,
    )
    assert.ok(
      html.includes(
        '.button,.button a{background:#c4a7f5!important}.button a{color:#010101!important}',
      ),
    )
    const count = (text: string) => html.split(text).length - 1
    assert.equal(count('#1f5a45') + count('#2b7858'), 0)
  })

  it('has the name of the product in the accent where that can be read', () => {
    const nameIn = (html: string) => /color:(#[0-9a-f]{6})">Pallas<\/td>/.exec(html)?.[1]
    assert.equal(nameIn(mail(colours)), '#5b2a86')
    assert.equal(nameIn(mail({ ...colours, light: colours.dark })), '#1d2421')
    assert.equal(nameIn(mail(undefined)), '#1f5a45')
  })
})
