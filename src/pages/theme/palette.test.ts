import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseColour } from '#lib/colour.ts'
import { style } from '../style/style.ts'
import { builtIn, holdsIn, paletteOf, stylesheetPairs, type Palette } from './palette.ts'
import { weaknesses, weaknessesOn } from './weaknesses.ts'

const schemes = ['light', 'dark'] as const
const nameOf = (variable: string) => variable.replaceAll('-', '_') as keyof Palette
const colourNames = new Set(Object.keys(builtIn.light))

/** The declarations of each rule of the stylesheet, as a map. */
const rules = [...style.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
  selector: selector.trim(),
  of: (property: string): string[] =>
    [...body.matchAll(new RegExp(`(?:^|[;\\s])${property}:[^;]*?var\\(--([a-z-]+)\\)`, 'g'))]
      .map(([, name = '']) => nameOf(name))
      .filter((name) => colourNames.has(name)),
}))
const has = (front: string, back: string) =>
  stylesheetPairs.some((pair) => pair.front === front && pair.back === back)

describe('the pairs whose contrast is computed', () => {
  it('are all that the stylesheet names together in a rule', () => {
    let seen = 0
    for (const { selector, of } of rules)
      for (const front of of('color'))
        for (const back of of('background')) {
          seen++
          assert.ok(has(front, back), `${selector}: ${front} on ${back}`)
        }
    assert.ok(seen >= 6, `${seen} rules`)
  })

  it('are every colour of text, of borders of controls and of the focus on the card', () => {
    const decoration = new Set(['line'])
    const fronts = rules.flatMap(({ of }) =>
      ['color', 'border', 'border-color', 'outline'].flatMap(of),
    )
    assert.ok(fronts.length > 25, `${fronts.length}`)
    for (const front of new Set(fronts))
      // NOTE it stands on buttons only
      assert.ok(front === 'on_accent' || decoration.has(front) || has(front, 'card'), front)
  })

  it('hold in our own colours', () => {
    for (const scheme of schemes)
      assert.deepEqual(
        stylesheetPairs.filter((pair) => !holdsIn(builtIn[scheme], pair)),
        [],
      )
  })
})

describe('the colours of an operator', () => {
  it('leave ours as they are where there are none', () => {
    for (const scheme of schemes) assert.deepEqual(paletteOf({}, builtIn[scheme]), builtIn[scheme])
  })

  // NOTE every hue, from dark to light
  const accents = Array.from(
    { length: 216 },
    (_, at) =>
      `#${at
        .toString(6)
        .padStart(3, '0')
        .replaceAll(/./g, (digit) => (Number(digit) * 3).toString(16))}`,
  )

  for (const scheme of schemes)
    it(`are told with a colour that would do, and it does, in the ${scheme} scheme`, () => {
      let weak = 0
      for (const accent of accents) {
        const [found, ...more] = weaknesses({ accent: parseColour(accent) }, builtIn[scheme])
        assert.deepEqual(more, [], accent)
        if (!found) continue
        weak++
        assert.equal(found.where, 'accent')
        assert.match(
          found.problem,
          /^gives .+ on .+ a contrast of \d+(?:\.\d+)?:1, where .+ 4\.5:1$/,
        )
        const would = /#[0-9a-f]{6}$/.exec(found.allowed ?? '')?.[0] ?? ''
        assert.deepEqual(weaknesses({ accent: would }, builtIn[scheme]), [], `${accent}: ${would}`)
      }
      assert.ok(weak > 40 && weak < 200, `${weak} of ${accents.length}`)
    })

  it('are told at the one that was chosen', () => {
    const where = (own: Parameters<typeof weaknesses>[0]) =>
      weaknesses(own, builtIn.light).map((one) => one.where)
    assert.deepEqual(where({ ground: '#1f5a45' }), ['ground'])
    assert.deepEqual(where({ accent: '#003399', on_accent: '#222222' }), ['on_accent'])
    assert.deepEqual(where({ edge: '#eeeeee' }), ['edge'])
    assert.deepEqual(where({ focus: '#eeeeee', soft: '#cccccc' }), ['soft', 'focus'])
    assert.deepEqual(where({ line: '#fffdf8' }), [])
    assert.deepEqual(
      where({ ground: '#111111', card: '#222222', ink: '#eeeeee', accent: '#9ecbff' }),
      [],
    )
  })

  it('need not all be given: what is left out goes with the others', () => {
    const dark = { card: '#101820', ground: '#000000', accent: '#7fb4ff' }
    const palette = paletteOf(dark, builtIn.light)
    for (const pair of stylesheetPairs) assert.ok(holdsIn(palette, pair), JSON.stringify(pair))
    assert.equal(palette.on_accent, '#000000')
  })
})

describe('a background of several colours', () => {
  it('is looked at between them, too', () => {
    assert.deepEqual(weaknessesOn([], builtIn.light), [])
    assert.deepEqual(weaknessesOn(['#ffffff', '#f3efe6'], builtIn.light), [])
    const [found] = weaknessesOn(['#ffffff', '#808080'], builtIn.light)
    assert.equal(found?.where, 1)
    const would = /#[0-9a-f]{6}$/.exec(found.allowed ?? '')?.[0] ?? ''
    assert.deepEqual(weaknessesOn(['#ffffff', would], builtIn.light), [])
  })

  it('is weak where only the colour half way is', () => {
    const fronts = ['ink', 'soft', 'accent', 'accent_deep', 'focus', 'wrong']
    const black = Object.fromEntries(fronts.map((name) => [name, '#000000']))
    const found = weaknessesOn(['#ff0000', '#00a0a0'], { ...builtIn.light, ...black })
    assert.deepEqual(
      found.map(({ where, allowed }) => [where, allowed]),
      [[undefined, undefined]],
    )
  })
})
