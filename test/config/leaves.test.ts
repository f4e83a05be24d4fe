// Every key of every published format, and of ours, has an effect, is named as having none, or is
// refused. Nothing is accepted in silence.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { build } from '#config/build/build.ts'
import { withDefaults } from '#config/defaults.ts'
import { modernize } from '#config/old-keys.ts'
import { isBelow, type Path, pathText } from '#config/paths.ts'
import { ignoredIn, ignoredKeys, isIgnored } from '#config/schema/ignored-keys.ts'
import { settings } from '#config/schema/settings.ts'
import { validate } from '#config/validate.ts'
import { type Leaf, ownKeys, publishedFormats, type Step, treeWith, valuesOf } from './keys.ts'

type Tree = { readonly [key: string]: unknown }
type Outcome = {
  /** Why the value is refused before anything is built. */
  readonly refusals: readonly Path[]
  /** What is built, and what is wrong with it, as text; undefined for a refused one. */
  readonly built: string | undefined
  /** What is told to have no effect, where it was written. */
  readonly ignored: readonly Path[]
}

const pathOf = (steps: readonly Step[]): Path =>
  steps.map(({ key }) => (key === '*' ? 0 : key === '{}' ? 'some' : key))

function outcomeOf(tree: Tree): Outcome {
  const { tree: modern, warnings, written } = modernize(tree)
  const ignored = warnings.filter(({ kind }) => kind === 'ignored').map(({ path }) => path)
  const checked = validate(withDefaults(settings, modern))
  if ('findings' in checked)
    return {
      built: undefined,
      ignored,
      refusals: checked.findings.map(({ path }) => written(path)),
    }
  const faults: unknown[] = []
  const told: Path[] = []
  const config = build(checked.settings, {
    dev: false,
    appsMaySendOrigin: false,
    otel: {},
    cwd: '/',
    fault: (...fault) => faults.push(fault),
    ignored: (path) => told.push(path),
    warn: (path, _, kind) => void (kind === 'ignored' && told.push(path)),
  })
  const all = [...told, ...ignoredIn(modern), ...checked.unknown.map(({ path }) => path)]
  return {
    refusals: [],
    // NOTE secrets are completed by another file, which has tests of its own
    built: JSON.stringify([
      config,
      faults,
      checked.settings.secrets,
      checked.settings.pallas.web_hooks,
    ]),
    ignored: [...ignored, ...all.map(written)],
  }
}

/** As `merge`, but lists with one entry each become one list with one entry. */
function mergeAll(under: unknown, over: unknown): unknown {
  if (Array.isArray(under) && Array.isArray(over)) return [mergeAll(under[0], over[0])]
  if (typeof under !== 'object' || under === null || typeof over !== 'object' || over === null)
    return over
  if (Array.isArray(under) || Array.isArray(over)) return over
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over))
    merged[key] = key in merged ? mergeAll(merged[key], value) : value
  return merged
}

const same = (a: Step, b: Step) => a.key === b.key && a.chosen?.join() === b.chosen?.join()
const commonWith = (a: Leaf, b: Leaf) => {
  const first = a.steps.findIndex((step, index) => {
    const other = b.steps[index]
    return other === undefined || !same(step, other)
  })
  return first < 0 ? a.steps.length : first
}

/** What became of a key. */
type Verdict = 'read' | 'ignored' | 'refused' | 'silent'

function judge(
  leaves: readonly Leaf[],
): readonly { readonly leaf: Leaf; readonly verdict: Verdict }[] {
  const good = new Map<Leaf, readonly unknown[]>()
  /** Keys that must be there together with `leaf`. */
  const needed = (leaf: Leaf) =>
    leaves.filter((one) => {
      const common = commonWith(one, leaf)
      const [mine, others] = [leaf.steps[common], one.steps[common]]
      return (
        one !== leaf &&
        common > 0 &&
        mine?.key !== others?.key &&
        one.steps.slice(common).every(({ required }) => required)
      )
    })
  /** Keys beside `leaf`, some of which may switch on what it is about. */
  const beside = (leaf: Leaf) =>
    leaves.filter((one) => {
      const common = commonWith(one, leaf)
      return (
        one !== leaf &&
        one.steps[common]?.key !== leaf.steps[common]?.key &&
        common >= 1 &&
        one.steps.length - common <= 2 &&
        // NOTE of several shapes there can be one only
        one.steps.slice(common).every(({ chosen }) => chosen === undefined)
      )
    })
  /** The values that nothing objects to. */
  const accepted = (leaf: Leaf): readonly unknown[] => {
    const known = good.get(leaf)
    if (known !== undefined) return known
    const values = valuesOf(leaf.kind).filter(
      (one) =>
        !outcomeOf(treeWith(leaf, one) as Tree).refusals.some((path) =>
          isBelow(path, pathOf(leaf.steps)),
        ),
    )
    good.set(leaf, values)
    return values
  }
  const usual = (leaf: Leaf) => accepted(leaf)[0]
  const last = (leaf: Leaf) => accepted(leaf).at(-1)
  const around = (others: readonly Leaf[], pick: (leaf: Leaf) => unknown): unknown =>
    others
      .filter((one) => pick(one) !== undefined)
      .reduce<unknown>((tree, one) => mergeAll(tree, treeWith(one, pick(one))), {})

  return leaves.map((leaf) => {
    const path = pathOf(leaf.steps)
    if (isIgnored(path)) return { leaf, verdict: 'ignored' }
    const values = valuesOf(leaf.kind)
    // NOTE a value that is always the same has its effect by what it stands in
    const withoutAll = needed(leaf).filter((one) => commonWith(one, leaf) < leaf.steps.length - 1)
    const bases = [
      () => around(needed(leaf), usual),
      () => around([...beside(leaf), ...needed(leaf)], usual),
      () => around([...beside(leaf), ...needed(leaf)], last),
    ]
    const all: Outcome[] = []
    for (const [index, makeBase] of bases.entries()) {
      const base = makeBase()
      const outcomes = [
        ...(values.length === 1
          ? [
              outcomeOf(
                around(
                  index === 0
                    ? withoutAll
                    : [
                        ...beside(leaf).filter(
                          (one) => commonWith(one, leaf) < leaf.steps.length - 1,
                        ),
                        ...withoutAll,
                      ],
                  index === 2 ? last : usual,
                ) as Tree,
              ),
            ]
          : []),
        outcomeOf(base as Tree),
      ]
      for (const value of values) {
        const outcome = outcomeOf(mergeAll(base, treeWith(leaf, value)) as Tree)
        outcomes.push(outcome)
        all.push(outcome)
        if (outcome.ignored.some((one) => isBelow(path, one))) return { leaf, verdict: 'ignored' }
        if (new Set(outcomes.flatMap((one) => one.built ?? [])).size > 1)
          return { leaf, verdict: 'read' }
      }
    }
    // NOTE it may matter only together with a key of another section
    const differs = (other: Leaf) => {
      const base = around([...needed(leaf), other], usual)
      const outcomes = values.map((value) =>
        outcomeOf(mergeAll(base, treeWith(leaf, value)) as Tree),
      )
      return new Set(outcomes.flatMap((one) => one.built ?? [])).size > 1
    }
    const isRefused = all.every(
      ({ built, refusals }) =>
        built === undefined && refusals.some((one) => isBelow(path, one) || isBelow(one, path)),
    )
    if (isRefused) return { leaf, verdict: 'refused' }
    return { leaf, verdict: leaves.some(differs) ? 'read' : 'silent' }
  })
}

const nameOf = ({ steps }: Leaf) =>
  steps.map(({ key, chosen }) => (chosen ? `${key}[${chosen.join('=')}]` : key)).join('.')

/** At least so many keys, so that none vanishes. */
const leastOf: Readonly<Record<string, number>> = {
  'v0.2': 77,
  'v0.4': 72,
  'v0.6': 271,
  'v26.2': 890,
}

describe('every key', () => {
  const formats = [...publishedFormats, ['ours', ownKeys()] as const]
  it('of all published formats is looked at', () => {
    assert.deepEqual(
      publishedFormats.map(([name]) => name),
      Object.keys(leastOf),
    )
    for (const [name, leaves] of publishedFormats)
      assert.ok(leaves.length >= (leastOf[name] ?? 0), name)
    assert.ok(ownKeys().length > 500, String(ownKeys().length))
  })
  for (const [name, leaves] of formats)
    it(`of ${name} is read, named as ignored, or refused`, (t) => {
      const judged = judge(leaves)
      const named = (verdict: Verdict) =>
        judged.filter((one) => one.verdict === verdict).map(({ leaf }) => nameOf(leaf))
      t.diagnostic(
        `${name}: ${named('read').length} read, ${named('ignored').length} ignored, ${named('refused').length} refused`,
      )
      for (const one of named('refused')) t.diagnostic(`${name}: refused: ${one}`)
      assert.deepEqual(named('silent'), [])
    })
  it('that is listed as ignored is one that a format has', () => {
    const paths = formats.flatMap(([, leaves]) => leaves.map(({ steps }) => pathOf(steps)))
    for (const { key } of ignoredKeys)
      assert.ok(
        paths.some((path) => isIgnoredBy(key, path)),
        key,
      )
  })
  it('is known to the published schemas that stand beside this project, where they do', (t) => {
    const folder = join(import.meta.dirname, '../../../shared/contract/config')
    if (!existsSync(folder)) return t.skip('they do not')
    for (const file of readdirSync(folder)) {
      const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree
      const names = propertiesOf(schema)
      const [, leaves] =
        publishedFormats.find(([name]) => file.startsWith(`${name}.`)) ??
        publishedFormats.at(-1) ??
        []
      const known = new Set(leaves?.flatMap(({ steps }) => steps.map(({ key }) => key)))
      assert.deepEqual(
        names.filter((one) => !known.has(one)),
        [],
        file,
      )
    }
  })
})

const isIgnoredBy = (key: string, path: Path): boolean => {
  const keys = key.split('.')
  return keys[0] === '**'
    ? pathText(path).endsWith(`.${keys.slice(1).join('.')}`)
    : keys.every((one, index) => one === '*' || one === String(path[index]))
}

/** The names of all properties that a schema describes. */
function propertiesOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap(propertiesOf)
  return [
    ...new Set(
      Object.entries(schema).flatMap(([keyword, below]) =>
        keyword === 'properties' && typeof below === 'object' && below !== null
          ? [...Object.keys(below), ...Object.values(below).flatMap(propertiesOf)]
          : ['examples', 'default', 'enum'].includes(keyword)
            ? []
            : propertiesOf(below),
      ),
    ),
  ].filter((name) => name !== 'additionalProperties')
}

describe('every field of the built configuration', () => {
  const src = join(import.meta.dirname, '../../src')
  const readers = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('config/'),
    )
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n')
  const fields = [
    ...readFileSync(join(src, 'config/config.ts'), 'utf8').matchAll(/readonly (\w+)\??:/g),
  ].map(([, name]) => name ?? '')
  it('is read by somebody', () => {
    assert.ok(fields.length > 150, String(fields.length))
    assert.deepEqual(
      fields.filter((name) => !new RegExp(`\\.${name}\\b|[{,]\\s*${name}\\b`).test(readers)),
      [],
    )
  })
})
