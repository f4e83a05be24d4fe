import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withDefaults } from '#config/defaults.ts'
import { settings } from '#config/schema/settings.ts'
import { leaves, pathText } from '#config/paths.ts'
import { faultsOf, scratch } from './files.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8')

test('the examples of the documentation are valid', (t) => {
  const examples = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, example]) => example ?? '')
  assert.equal(examples.length, 2)
  for (const example of examples)
    assert.deepEqual(
      faultsOf(
        { cwd: scratch(t), env: { PALLAS_ADMIN_TOKENS: 'a-token-of-the-operator' } },
        example,
      ),
      [],
    )
})

test('every key of ours is documented', () => {
  const own = withDefaults(settings, {}) as { readonly pallas: unknown }
  const withoutDefault = [
    'admin.tokens',
    'guessing.max_failures',
    'guessing.wait',
    'second_factor.remember',
    'serve.workers',
    'replica.dsn',
    'geoip.database',
    'editions.enabled',
    'editions.root',
    'editions.api_kratos',
  ]
  const withDefault = leaves(own.pallas)
    .map(pathText)
    .filter((path) => !withoutDefault.some((one) => one.startsWith(`${path}.`)))
  for (const path of [...withDefault, ...withoutDefault])
    assert.ok(text.includes(`| \`${path}\` |`), path)
})
