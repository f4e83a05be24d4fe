import type { JsonSchema } from '#lib/json-schema.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isObject } from '#lib/json.ts'
import { withDefaults } from '../defaults.ts'
import { ignoredKeys } from '../schema/ignored-keys.ts'
import { settings, type Settings } from '../schema/settings.ts'
import { pathText } from '../paths.ts'
import { validate } from '../validate.ts'
import { build } from './build.ts'

/** Settings with a value for every key, also optional ones, and with everything switched on. */
function everything(node: JsonSchema): unknown {
  if (node.type === 'boolean') return true
  if (
    node.default !== undefined &&
    node.properties === undefined &&
    !(isObject(node.default) || (Array.isArray(node.default) && node.default.length === 0))
  )
    return node.default
  if (node.oneOf !== undefined) return everything(node.oneOf[0] ?? {})
  if (node.properties !== undefined)
    return Object.fromEntries(
      Object.entries(node.properties).map(([name, below]) => [name, everything(below)]),
    )
  if (typeof node.additionalProperties === 'object')
    return { some: everything(node.additionalProperties) }
  if (node.enum !== undefined) return node.enum[0]
  const samples: Readonly<Record<string, unknown>> = {
    duration: '1m',
    bytes: '1MB',
    url: 'http://127.0.0.1/',
    'web-url': 'http://127.0.0.1/',
    'base-url': 'http://127.0.0.1',
    link: '/x',
    'page-link': '/x',
    source: 'file:///x',
    'smtp-url': 'smtp://127.0.0.1',
    email: 'a@b.example',
    range: '10.0.0.0/8',
    origin: 'https://a.example',
  }
  if (node.format !== undefined) return samples[node.format]
  const type = [node.type].flat()[0]
  if (type === 'array') return [everything(node.items ?? {})]
  if (type === 'integer') return node.minimum ?? 1
  return type === 'string' ? 'x'.repeat(Math.max(node.minLength ?? 1, 1)) : 'anything'
}

/** The same value, which reports every leaf that is read. */
function reporting<T>(
  value: T,
  look: (path: string) => void,
  path: readonly (string | number)[] = [],
): T {
  if (typeof value !== 'object' || value === null) return value
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return found
      const here = [...path, key]
      if (!isObject(found)) look(pathText(here))
      return reporting(found, look, here)
    },
  })
}

const leavesOf = (value: unknown, path: readonly string[] = []): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...path, key]))
    : [pathText(path)]

const covered = (path: string) =>
  ignoredKeys.some((key) => path === key || path.startsWith(`${key}.`))

test('a key either has an effect or is listed as ignored', () => {
  const all = validate(withDefaults(settings, everything(settings)))
  assert.ok('settings' in all, JSON.stringify(all))
  const used = new Set<string>()
  const config = build(
    reporting<Settings>(all.settings, (path) => used.add(path)),
    { dev: false, cwd: '/', fault: () => {}, warn: () => {} },
  )
  JSON.stringify(config)
  const unused = leavesOf(all.settings).filter((path) => !used.has(path))
  // NOTE secrets are read by another file; of alternatives, only one side is read
  const isReadElsewhere = (path: string) =>
    path.startsWith('secrets.') ||
    path === 'pallas.web_hooks.signing_secrets' ||
    path === 'selfservice.flows.registration.enable_legacy_one_step' ||
    /\.tls\.(?:key|cert)\.path$/.test(path)
  assert.deepEqual(
    unused.filter((path) => !covered(path) && !isReadElsewhere(path)),
    [],
  )
  assert.deepEqual([...used].filter(covered), [])
  for (const key of ignoredKeys)
    assert.ok(
      leavesOf(all.settings).some((path) => path === key || path.startsWith(`${key}.`)),
      key,
    )
})
