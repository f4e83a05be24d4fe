// What of the settings is shown: every one of the schema filled with what nobody may see.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { JsonSchema } from '#lib/json-schema.ts'
import { readConfig } from '#config/read.ts'
import { settings as schema, type Settings } from '#config/schema/settings.ts'
import { shownSettings } from '#config/shown.ts'
import { scratch } from './files.ts'

/** Texts that are secret by what they are called. */
const secretNames =
  /^secrets\.|tokens\.|signing_secrets|client_secret|private_key$|password$|\.user$|\.value$|(^|\.)headers\.|base64$/
const urlFormats = /url|link|source|origin/

type Filled = { readonly value: unknown; readonly secrets: readonly string[] }

/** A value for everything in the schema, and the texts in it that must not be seen. */
function fill(node: JsonSchema, path: string, pick: number, count: { n: number }): Filled {
  const mark = (kind: string) => `${kind}-${++count.n}-mark`
  const both = (parts: readonly (readonly [string, Filled])[]): Filled => ({
    value: Object.fromEntries(parts.map(([key, { value }]) => [key, value])),
    secrets: parts.flatMap(([, { secrets }]) => secrets),
  })
  if (node.oneOf) return fill(node.oneOf[pick % node.oneOf.length] ?? {}, path, pick, count)
  if (node.properties)
    return both(
      Object.entries(node.properties).map(([key, below]) => [
        key,
        fill(below, path === '' ? key : `${path}.${key}`, pick, count),
      ]),
    )
  const { items, additionalProperties: others } = node
  if (items) {
    const all = (items.oneOf ?? [items, items]).map((one) => fill(one, `${path}.0`, pick, count))
    return { value: all.map(({ value }) => value), secrets: all.flatMap(({ secrets }) => secrets) }
  }
  if (typeof others === 'object') return both([['id', fill(others, `${path}.id`, pick, count)]])
  const types = [node.type ?? []].flat()
  if (node.enum) return { value: node.enum[0], secrets: [] }
  if (types.includes('integer')) return { value: 7, secrets: [] }
  if (types.includes('boolean')) return { value: true, secrets: [] }
  if (types.includes('string') && (urlFormats.test(node.format ?? '') || path === 'dsn')) {
    const [user, word, query] = [mark('user'), mark('word'), mark('query')]
    return pick % 2 === 0 || path === 'dsn'
      ? { value: `https://${user}:${word}@example.org/?k=${query}`, secrets: [user, word, query] }
      : { value: `base64://${word}`, secrets: [word] }
  }
  const text = mark(path)
  if (types.includes('string'))
    return { value: text, secrets: secretNames.test(path) ? [text] : [] }
  return { value: { deep: [text] }, secrets: [text] }
}

test('no secret of any setting is shown, and nothing that the schema does not know', () => {
  let most = 0
  for (let pick = 0; pick < 6; pick++) {
    const { value, secrets } = fill(schema, '', pick, { n: 0 })
    const shown = shownSettings(value as Settings, () => undefined)
    const texts = shown.map(({ text }) => text).join('\n')
    for (const secret of secrets) assert.equal(texts.includes(secret), false, secret)
    most = Math.max(most, secrets.length)
    for (const key of ['client_id', 'issuer', 'product_name'])
      assert.match(texts, new RegExp(`${key}-\\d+-mark`), key)
  }
  assert.ok(most > 300, `${most} secrets`)
})

test('a text of a key that nobody has thought about is hidden', () => {
  const unknown = { pallas: { pages: { product_name: 'Shop', added_later: 'hidden-mark' } } }
  const shown = shownSettings(unknown as unknown as Settings, () => undefined)
  assert.deepEqual(
    shown.map(({ path, text, isHidden }) => [path.join('.'), text, isHidden]),
    [
      ['pallas.pages.product_name', 'Shop', false],
      ['pallas.pages.added_later', '***', true],
    ],
  )
})

test('where each value comes from is told: file and line, variable, default', (t) => {
  const cwd = scratch(t)
  const file = join(cwd, 'kratos.yml')
  writeFileSync(file, 'selfservice:\n  methods:\n    password:\n      enabled: false\n')
  const { origin } = readConfig({
    files: [file],
    env: { SERVE_PUBLIC_PORT: '4439', PALLAS_ADMIN_TOKENS_0: 'a-token-of-the-environment' },
    dev: true,
    cwd,
  })
  const shown = shownSettings(origin.settings, origin.sourceOf)
  const of = (key: string) => {
    const { text, source } = shown.find(({ path }) => path.join('.') === key) ?? assert.fail(key)
    return [text, source]
  }
  assert.deepEqual(of('selfservice.methods.password.enabled'), ['false', 'kratos.yml:4'])
  assert.deepEqual(of('serve.public.port'), ['4439', 'environment variable SERVE_PUBLIC_PORT'])
  assert.deepEqual(of('pallas.admin.tokens'), ['***', 'environment variable PALLAS_ADMIN_TOKENS_0'])
  assert.deepEqual(of('session.lifespan'), ['24h', undefined])
})
