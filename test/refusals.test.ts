// Sentences that the core says in English by itself are known to the languages, or nobody reads them on
// a page.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { translationOf } from '#languages/catalogue.ts'
import { createExplain } from '#languages/explain.ts'
import { languages } from '#languages/language.ts'
import { textsIn } from '#lib/text-places.ts'

const src = join(import.meta.dirname, '../src')

/** Folders with texts of their own: catalogues, pages, commands, faults of a configuration. */
const others =
  /^(?:languages|messages|pages|console|commands|config|move|library|courier\/content|store\/migrations)\/|\.test\.ts$/

/** Files with sentences that are on no page, and who reads those. */
const excused: Readonly<Record<string, readonly RegExp[]>> = {
  'programs, as answers of the API': [
    /^editions\/pallas\/(?:account|audit|job|mailbox|outbox|search|shield)-routes\.ts$/,
    /^editions\/pallas\/(?:api|own-account|read-search)\.ts$/,
    /^editions\/v26\.3\/session-routes\.ts$/,
    /^editions\/(?:shared\/v26|v0\.\d)\/(?:documents|edition)\.ts$/,
    /^editions\/shared\/(?:fields|key-pages|offset-pages|page-parameters|sent-form|refusals)\.ts$/,
    /^editions\/shared\/v26\/admin\//,
    /^editions\/shared\/v26\/(?:answer|read|unmatched)\.ts$/,
    /^editions\/shared\/v26\/(?:entry-answer|next-step-answer|mailed-answer|mailed-routes)\.ts$/,
    /^editions\/shared\/v0\.6-v0\.7\/(?:mailed-routes|read)\.ts$/,
    /^editions\/shared\/v0\.2-v0\.4\/(?:form-messages|identity-body|public-routes)\.ts$/,
    /^editions\/shared\/v26\/present\/provider-test\.ts$/,
    /^flow\/federation\/(?:exchange|provider-test)\.ts$/,
    /^flow\/logout\/logout\.ts$/,
    /^flow\/(?:steps|stored-errors)\.ts$/,
    /^methods\/oidc\/(?:id-token|id-token-login)\.ts$/,
    /^session\/(?:sessions|tokenizer)\.ts$/,
    /^app\/operations\.ts$/,
  ],
  'operators, in the log or at a command': [
    /^app\.ts$/,
    /^app\/jobs\.ts$/,
    /^audit\/record\.ts$/,
    /^crypto\//,
    /^hooks\//,
    /^http\/server\.ts$/,
    /^lib\/read-body\.ts$/,
    /^methods\/oidc\/(?:claims|oauth1?|openid|provider-keys|provider-requests)\.ts$/,
    /^methods\/oidc\/presets\//,
    /^outgoing\//,
    /^personal-data\/exports\.ts$/,
    /^store\//,
  ],
  'nobody: it is thrown, caught, and said otherwise': [/^flow\/settings\/update\.ts$/],
  'whoever signs in with a code, by the catalogue of the edition': [
    /^editions\/v26\.3\/edition\.ts$/,
  ],
}

const piece = String.raw`(?:'(?:[^'\\\n]|\\.)*'|\`(?:[^\`\\]|\\.)*\`)`
const literals = new RegExp(`${piece}(?:\\s*\\+\\s*${piece})*`, 'g')
const comments = /(^|\s)\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm
/** Something in the place of what is put into a template. */
const filled = /\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g

/** The whole sentences among the texts of a file. */
const sentencesIn = (code: string): readonly string[] =>
  [...code.replaceAll(comments, ' ').matchAll(literals)]
    .map(([joined]) =>
      [...joined.matchAll(new RegExp(piece, 'g'))]
        .map(([one]) => one.slice(1, -1).replaceAll(/\\(.)/g, '$1').replaceAll(filled, '7'))
        .join(''),
    )
    .filter((text) => /^[A-Z7"].* .*\.$/.test(text))

describe('what the core says in English', () => {
  const found = globSync('**/*.ts', { cwd: src })
    .filter((path) => !others.test(path))
    .map((path) => ({ path, sentences: sentencesIn(readFileSync(join(src, path), 'utf8')) }))
  const explain = createExplain(translationOf('de').refusals)
  const unknown = found.flatMap(({ path, sentences }) =>
    sentences.filter((one) => explain(one) === undefined).map((one) => ({ path, one })),
  )
  const patterns = Object.values(excused).flat()

  it('is known to the languages, but for what nobody reads on a page', () => {
    const known = found.flatMap(({ sentences }) => sentences.filter((one) => explain(one)))
    assert.ok(known.length > 250, `${known.length} sentences`)
    assert.deepEqual(
      unknown.filter(({ path }) => !patterns.some((one) => one.test(path))),
      [],
    )
  })

  it('has no excuse that nothing needs', () => {
    assert.deepEqual(
      patterns.filter((pattern) => !unknown.some(({ path }) => pattern.test(path))),
      [],
    )
  })

  it('is said by the core: the languages explain nothing else', () => {
    const all = globSync('**/*.ts', { cwd: src })
      .filter((path) => !/^(?:languages|console)\//.test(path))
      .map((path) => readFileSync(join(src, path), 'utf8').replaceAll(/['`]\s*\+\s*['`]/g, ''))
      .join('\n')
    const { people, operators } = translationOf('en').refusals
    const missing = textsIn({ people, operators }).filter(([, text]) =>
      String(text)
        .split(/\{\w+\}/)
        .some((words) => !all.includes(words)),
    )
    assert.deepEqual(missing, [])
  })

  for (const language of languages)
    it(`is told with its facts: ${language}`, () => {
      const told = createExplain(translationOf(language).refusals)
      const { people, operators } = translationOf('en').refusals
      for (const [key, text] of textsIn({ people, operators })) {
        const said = String(text).replaceAll(/\{(\w+)\}/g, '“$1”')
        const other = told(said)
        assert.ok(other, key)
        assert.equal(other === said, language === 'en', key)
        for (const fact of said.match(/“\w+”/g) ?? []) assert.ok(other.includes(fact), other)
      }
    })
})

describe('what stands in a reason', () => {
  const inGerman = createExplain(translationOf('de').refusals)

  it('is told as well where it has a language', () => {
    assert.equal(
      inGerman('The identifier belongs to another identity. Nothing was stored.'),
      'Die Kennung gehört schon zu einer anderen Identität. Nichts wurde gespeichert.',
    )
    assert.equal(
      inGerman('There is no such login flow.'),
      'Diesen Vorgang gibt es nicht (Anmeldung).',
    )
  })

  it('stays as it is where it has none', () => {
    assert.equal(inGerman('traits.email must be text.'), 'traits.email muss ein Text sein.')
  })

  it('makes a reason unknown that goes on behind its end, or is very long', () => {
    for (const text of [
      'This flow has expired. Please start a new one. Really.',
      'This flow has expired',
      ' must be text.',
      `${'x'.repeat(3000)} must be text.`,
    ])
      assert.equal(inGerman(text), undefined, text.slice(0, 50))
  })
})
