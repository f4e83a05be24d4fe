// In Go, templates iterate over maps in the order of the keys, and print them so
// (https://pkg.go.dev/text/template, "Actions").
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { compile } from './template.ts'

it('a template iterates over a map in the order of its keys', () => {
  const sorted: readonly (readonly [string, string])[] = [
    ['10', 'ten'],
    ['9', 'nine'],
    ['B', 'upper'],
    ['_', 'line'],
    ['a', 'lower'],
    ['aa', 'twice'],
    ['é', 'accent'],
  ]
  const keys = sorted.map(([key]) => key),
    values = sorted.map(([, value]) => value)
  const pairs = sorted.map((one) => one.join('='))
  const printed = `map[${sorted.map(([key, value]) => `${key}:${value}`).join(' ')}]`
  const expected: Readonly<Record<string, string>> = {
    '{{ range .M }}{{ . }} {{ end }}': `${values.join(' ')} `,
    '{{ range $v := .M }}{{ $v }} {{ end }}': `${values.join(' ')} `,
    '{{ range $k, $v := .M }}{{ $k }}={{ $v }},{{ end }}': `${pairs.join(',')},`,
    '{{ range $k, $v := .M }}{{ $k }}{{ break }}{{ end }}': '10',
    '{{ .M }}': printed,
    '{{ list .M }}': `[${printed}]`,
    '{{ print .M }}': printed,
    '{{ println .M }}': `${printed}\n`,
    '{{ printf "%v" .M }}': printed,
    '{{ dict "m" .M }}': `map[m:${printed}]`,
    '{{ keys .M }}': `[${keys.join(' ')}]`,
    '{{ values .M }}': `[${values.join(' ')}]`,
    '{{ range keys .M }}{{ . }} {{ end }}': `${keys.join(' ')} `,
    '{{ join "," (values .M) }}': values.join(','),
  }
  const orders = [sorted, sorted.toReversed(), [...sorted.slice(3), ...sorted.slice(0, 3)]]
  for (const [template, result] of Object.entries(expected)) {
    for (const order of orders) {
      const M = Object.fromEntries(order)
      assert.equal(compile(template).run({ M }, 'text'), result, template)
      assert.equal(compile(template).run({ M }, 'html'), result, template)
    }
  }
  for (const order of orders) {
    const words = order.flat().map((one) => `"${one}"`)
    const made = `{{ range $k, $v := dict ${words.join(' ')} }}{{ $k }} {{ end }}`
    assert.equal(compile(made).run({}, 'text'), `${keys.join(' ')} `)
  }
})
