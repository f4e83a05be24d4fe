// A language that is added by one file: each of ours, written as such a file, is the same language.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse, stringify } from 'yaml'
import { readLanguageFiles, type LanguageFiles } from '#config/language-files.ts'
import { languageTemplate, shortcomingsOf } from '#config/language-template.ts'
import { everyTextOf, fileKeys } from '#config/language-texts.ts'
import { createConsoleLanguages } from '#console/languages/speech.ts'
import { builtIn } from '#courier/content/built-in.ts'
import { mailTextsIn } from '#courier/content/languages/all.ts'
import { ownMailTexts } from '#courier/content/own-texts.ts'
import { templateTypes } from '#courier/courier.ts'
import { translationOf } from '#languages/catalogue.ts'
import { languages } from '#languages/language.ts'
import { createLanguages, translationWith } from '#languages/languages.ts'
import { numberKindsOf } from '#languages/locale.ts'
import { isPlural, textsIn, type Text } from '#lib/text-places.ts'
import { faultsOf, read, scratch } from './files.ts'

const encoded = (file: unknown) =>
  `base64://${Buffer.from(typeof file === 'string' ? file : JSON.stringify(file)).toString('base64')}`
const filesOf = (file: unknown): LanguageFiles => readLanguageFiles(encoded(file), '/')

const prefix = 'console.'

/** The language as a file under another tag. What it leaves out would be told in another language. */
async function copyOf(language: (typeof languages)[number]) {
  const tag = `${language}-copied`
  const file = parse(await languageTemplate(tag, language)) as Record<string, object>
  const fallback = language === 'en' ? 'de' : 'en'
  return { tag, files: filesOf({ [tag]: { ...file[tag], fallback } }) }
}

for (const language of languages)
  describe(`${language} as a file that adds it`, async () => {
    const { tag, files } = await copyOf(language)
    const settings = { ...files, offered: [tag], fallback: tag, from: undefined, api: false }

    it('is without a fault, and has everything', async () => {
      assert.deepEqual(files.faults, [])
      const found = await shortcomingsOf(tag, files)
      const isEnglish = language === 'en'
      assert.deepEqual(
        found.filter(({ problem }) => !(isEnglish && problem === 'is left in English')),
        [],
      )
    })

    it('says on the pages what the language says', () => {
      const { unexplained, ...words } = translationOf(language).words
      const made = translationWith(tag, files)
      assert.deepEqual(made, {
        ...translationOf(language),
        words: { ...words, unexplained: unexplained ?? 'Please check this.' },
      })
    })

    it('says in every mail what the language says', () => {
      const texts = ownMailTexts(files)
      assert.deepEqual(texts[tag], mailTextsIn(language))
      for (const template of templateTypes) {
        const render = (asked: string) =>
          builtIn(
            { template, language: asked, recipient: 'ada@example.org' },
            { ExpiresInMinutes: 60, ChangedAt: '2031-02-03T04:56:00Z', LoginCode: '123456' },
            { product: 'Acme', offered: [asked], fallback: asked, texts },
          )
        const [ours, added] = [render(language), render(tag)]
        const untagged = (html = '') => html.replace(/ lang="[^"]*"/, '')
        assert.equal(added.language, tag)
        assert.deepEqual(
          [added.subject, added.text, added.short],
          [ours.subject, ours.text, ours.short],
        )
        assert.equal(untagged(added.html), untagged(ours.html), template)
      }
    })

    it('says in the console what the language says', async () => {
      const spoken = createLanguages(settings)
      const { text } = await createConsoleLanguages(spoken, files).speechOf(spoken.choose({}))
      const expected = [...(await everyTextOf(language))].filter(([key]) => key.startsWith(prefix))
      assert.ok(expected.length > 500, `${expected.length} texts`)
      for (const [key, one] of expected) assert.deepEqual(text(key.slice(prefix.length)), one, key)
    })
  })

describe('a file that adds a language', () => {
  it('need not have a text: each that is missing is told in the language it falls back to', async () => {
    const german = await everyTextOf('de')
    const files = filesOf({ sv: { name: 'Svenska', fallback: 'de' } })
    const told = new Map([
      ...textsIn(translationWith('sv', files)),
      ...textsIn(ownMailTexts(files)['sv'] ?? {}, 'mails.'),
    ])
    for (const [key, text] of german)
      if (!key.startsWith('console.')) assert.deepEqual(told.get(key), text, key)
    const missing = (await shortcomingsOf('sv', files)).map(({ key }) => key)
    assert.deepEqual(missing.toSorted(), [...fileKeys().keys()].toSorted())
  })

  it('falls back to the texts of the operator', () => {
    const files = filesOf({
      de: { 'pages.login.title': 'Herein', 'mails.footer': 'Von {product}' },
      sv: { name: 'Svenska', fallback: 'de', 'pages.or': 'eller' },
    })
    assert.equal(translationWith('sv', files).pages.login.title, 'Herein')
    assert.equal(translationWith('sv', files).pages.or, 'eller')
    assert.equal(ownMailTexts(files)['sv']?.footer, 'Von {product}')
  })

  it('is offered with ours, under its name, and what it lacks is a warning', (t) => {
    const cwd = scratch(t)
    mkdirSync(join(cwd, 'texts'))
    writeFileSync(join(cwd, 'texts/ar.yml'), 'ar:\n  name: العربية\n  pages:\n    or: أو\n')
    writeFileSync(join(cwd, 'texts/de.json'), JSON.stringify({ de: { 'pages.or': 'bzw.' } }))
    writeFileSync(join(cwd, 'texts/notes.txt'), 'none of it')
    const { config, warnings } = read(
      { cwd },
      'dsn: memory\npallas: { languages: { texts: ./texts }, pages: { theme: { footer_links: ' +
        '[{ url: "https://a.example/", label: { ar: x } }] } } }',
    )
    const { offered, replacements, added } = config.pallas.languages
    assert.deepEqual(offered, [...languages, 'ar'])
    assert.equal(replacements['de']?.['pages.or'], 'bzw.')
    assert.deepEqual(added, { ar: { name: 'العربية', fallback: 'en' } })
    const told = createLanguages(config.pallas.languages)
    assert.equal(told.nameOf('ar'), 'العربية')
    const speech = told.choose({ accepted: 'ar-EG, de;q=0.5' })
    assert.deepEqual([speech.language, speech.direction, speech.texts.or], ['ar', 'rtl', 'أو'])
    assert.match(
      warnings.join('\n'),
      new RegExp(`${fileKeys().size - 1} texts of ar are missing .*told in en`),
    )
  })

  it('can be one of several', (t) => {
    const cwd = scratch(t)
    const texts = [
      encoded({ sv: { name: 'Svenska' } }),
      encoded({ sv: { name: 'S' }, da: { name: 'Dansk' } }),
    ]
    const { pallas } = read(
      { cwd },
      JSON.stringify({ dsn: 'memory', pallas: { languages: { texts } } }),
    ).config
    assert.deepEqual(pallas.languages.offered.slice(-2), ['sv', 'da'])
  })

  it('is written with a form for each kind of number of the language', async () => {
    for (const tag of ['sv', 'cs', 'ar', 'ko']) {
      const file = parse(await languageTemplate(tag, 'en')) as Record<string, Record<string, Text>>
      const plurals = Object.values(file[tag] ?? {}).filter((text) => isPlural(text))
      assert.ok(plurals.length > 20)
      const kinds = new Set([...numberKindsOf(tag).usual, 'other'])
      for (const text of plurals) assert.deepEqual(new Set(Object.keys(text)), kinds, tag)
      assert.deepEqual(filesOf(file).faults, [], tag)
    }
  })

  const svenska = (own: object) => ({ sv: { name: 'Svenska', ...own } })
  const faulty: readonly (readonly [string, unknown, RegExp])[] = [
    ['no name', { sv: { 'pages.or': 'eller' } }, /unknown language sv/],
    ['a blank name', { sv: { name: ' ' } }, /sv: name must be/],
    [
      'a fallback that is none of ours',
      svenska({ fallback: 'da' }),
      /sv: fallback must be one of ours/,
    ],
    [
      'an unknown key',
      svenska({ 'pages.login.titel': 'x' }),
      /sv: pages\.login\.titel.*pages\.login\.title\?/,
    ],
    [
      'an unknown key of a mail',
      svenska({ mails: { foter: 'x' } }),
      /sv: mails\.foter.*mails\.footer\?/,
    ],
    ['an unknown place', svenska({ 'pages.at': '{hots}' }), /sv: pages\.at has .*\{hots\}/],
    [
      'an unknown place of a mail',
      svenska({ 'mails.footer': '{name}' }),
      /mails\.footer has .*\{name\}/,
    ],
    [
      'an unknown place of the console',
      svenska({ 'console.people.choose': '{2}' }),
      /people\.choose has .*\{2\}/,
    ],
    [
      'a kind of number that it has not',
      svenska({ 'mails.hours': { one: 'x', few: 'y', other: 'z' } }),
      /mails\.hours has the kind of number few.*one, other/,
    ],
    [
      'no kind of number at all',
      svenska({ 'mails.hours': { one: 'x', more: 'z' } }),
      /mails\.hours must be/,
    ],
    ['an empty text', svenska({ 'pages.or': '' }), /pages\.or must not be empty/],
    ['no text', svenska({ 'pages.or': null }), /pages\.or must be a text/],
    ['a tag in other letters', { SV: { name: 'Svenska' } }, /SV, which is no tag.*write sv/],
    ['a tag with an extension', { 'sv-u-co-trad': { name: 'S' } }, /sv-u-co-trad, which is no tag/],
    ['what is no tag', { 'sw edish': { name: 'S' } }, /sw edish, which is no tag/],
    ['what is no map', [], /neither YAML nor JSON/],
    ['what is no YAML', 'sv: [', /neither YAML nor JSON/],
  ]
  for (const [what, file, expected] of faulty)
    it(`is refused with ${what}`, (t) => {
      const texts = encoded(file)
      const config = stringify({ dsn: 'memory', pallas: { languages: { texts } } })
      const found = faultsOf({ cwd: scratch(t) }, config)
      assert.match(found.join('\n'), expected)
      assert.match(found.join('\n'), /pallas\.languages\.texts /)
    })

  it('is refused where it is not there, with its name', (t) => {
    const config = 'dsn: memory\npallas: { languages: { texts: [none.yml] } }'
    assert.match(
      faultsOf({ cwd: scratch(t) }, config).join('\n'),
      /texts\.0 .*none\.yml.*does not exist/,
    )
  })

  it('is needed to offer a language that is none of ours', (t) => {
    const config = 'dsn: memory\npallas: { languages: { offered: [en, sv], default: sv } }'
    assert.match(faultsOf({ cwd: scratch(t) }, config).join('\n'), /offered\.1 is no language/)
  })
})

describe('what is to be done in a language', () => {
  const problemsOf = async (own: object) =>
    (await shortcomingsOf('sv', filesOf({ sv: { name: 'Svenska', ...own } })))
      .filter(({ problem }) => problem !== 'is missing')
      .map(({ key, problem }) => `${key} ${problem}`)

  it('is what is left in English, lacks a fact or a form', async () => {
    assert.deepEqual(
      await problemsOf({
        'pages.login.title': translationOf('en').pages.login.title,
        'pages.at': 'hos',
        'mails.hours': { other: '{count} timmar' },
      }),
      [
        'pages.login.title is left in English',
        'pages.at leaves out {host}',
        'mails.hours has no form for one',
      ],
    )
  })

  it('is each text of a file that nobody has translated, but for what has no language', async () => {
    const files = filesOf(await languageTemplate('sv', 'en'))
    const found = await shortcomingsOf('sv', files)
    const own = Object.keys(files.replacements['sv'] ?? {})
    assert.ok(found.length > own.length * 0.9, `${found.length} of ${own.length}`)
    assert.ok(found.every(({ problem }) => problem === 'is left in English'))
  })
})
