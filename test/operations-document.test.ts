// docs/operations.md, SECURITY.md and the commands in all documents: compared with the program, the schema of
// the configuration, and the places where something encrypted is stored.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Command } from 'commander'
import { sealedPlaces } from '#app/sealed-places.ts'
import { arrange } from '#commands/arguments.ts'
import { createProgram } from '#commands/program.ts'
import { runningChecks } from '#commands/running-checks.ts'
import { hidden, redactValue } from '#config/redact.ts'
import { isIgnored } from '#config/schema/ignored-keys.ts'
import { settings } from '#config/schema/settings.ts'
import type { JsonSchema } from '#lib/json-schema.ts'
import { migrations } from '#store/migrations/all.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const text = read('docs/operations.md')

/** The rows of the table whose head begins so, each as its cells. */
function table(head: string, from = text): readonly (readonly string[])[] {
  const lines = from.slice(from.indexOf(`\n${head}`) + 1).split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  return lines.slice(2, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

/** The paths of all values that may be secret. */
function secretsIn(node: JsonSchema, path: readonly string[] = []): readonly string[] {
  const { properties = {}, items, additionalProperties: others, oneOf = [] } = node
  const below = [
    ...Object.entries(properties).flatMap(([key, value]) => secretsIn(value, [...path, key])),
    ...(items ? secretsIn(items, path) : []),
    ...(typeof others === 'object' ? secretsIn(others, [...path, 'any']) : []),
    ...oneOf.flatMap((one) => secretsIn(one, path)),
  ]
  const isText = [node.type].flat().includes('string')
  const whole = path.join('.')
  const isSecret =
    redactValue(node, path, 'word') === hidden ||
    node.format === 'smtp-url' ||
    /(?:^dsn|[._](?:key|jwks)[._](?:path|url))$/.test(whole)
  const isOpen = isIgnored(path) || whole.includes('.tls.cert.')
  return isText && isSecret && !isOpen ? [...new Set([...below, whole])] : [...new Set(below)]
}
const patternOf = (named: string) =>
  new RegExp(
    `^${named.replaceAll('.', '\\.').replaceAll(/\*+/g, (stars) => (stars === '**' ? '.*' : '[^.]+'))}$`,
  )

test('the table of secrets has every secret of the configuration once, and nothing else', () => {
  const rows = table('| Secret | How').flatMap(([cell]) => codes(cell))
  const secrets = secretsIn(settings)
  assert.ok(secrets.includes('secrets.cipher') && secrets.includes('dsn'), secrets.join('\n'))
  for (const secret of secrets)
    assert.equal(rows.filter((row) => patternOf(row).test(secret)).length, 1, secret)
  for (const row of rows)
    assert.ok(
      secrets.some((secret) => patternOf(row).test(secret)),
      row,
    )
})

test('the table of what is encrypted has all its places', () => {
  const printed = (name: string) => name.replaceAll(/[A-Z]/g, (one) => ` ${one.toLowerCase()}`)
  assert.deepEqual(
    table('| Name | Tables')
      .flatMap(([names, tables]) => codes(names).map((name) => `${name}: ${tables}`))
      .toSorted(),
    Object.entries(sealedPlaces)
      .map(([name, places]) => {
        const tables = new Set(places.map((place) => place.table))
        return `${printed(name)}: ${[...tables].join(', ')}`
      })
      .toSorted(),
  )
})

test('the table of checks has those of pallas doctor --running', () => {
  assert.deepEqual(
    table('| Check | Finds').flatMap(([names]) => codes(names)),
    ['answer', ...Object.keys(runningChecks)],
  )
})

test('migrations take nothing away that a server of the version before may use', () => {
  const dialects = ['sqlite', 'postgres', 'mysql'] as const
  for (const { name, steps } of migrations.filter((one) => one.name >= '0010'))
    for (const { statements } of steps)
      for (const dialect of dialects)
        for (const sql of statements({ dialect, collates: true }))
          assert.doesNotMatch(sql, /\b(?:DROP (?!INDEX)|RENAME)\b/i, name)
})

test('the version of the package is a supported one', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  const rows = table('| Version | Gets', read('SECURITY.md'))
  const [line = ''] = version.match(/^[0-9]+\.[0-9]+/) ?? []
  assert.equal(rows.find(([name]) => name === `${line}.x`)?.[1], 'yes')
})

/** The words of a command of a shell, up to what is done with its output. */
function wordsOf(line: string): readonly string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|[^\s'"]+/g)]
  const all = words.map(([word, single, double]) => single ?? double ?? word)
  const end = all.findIndex((word) => /^(?:[|>#&;]|2>|&&)/.test(word))
  return end < 0 ? all : all.slice(0, end)
}
/** What the documents say somebody may type. */
const commands = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
  .filter((path) => path !== 'CHANGELOG.md' && path !== 'docs/command-line.md')
  .flatMap((path) => {
    const document = read(path)
    const blocks = [...document.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) =>
      block.replaceAll('\\\n', ' ').split('\n'),
    )
    // NOTE without an argument it may be the name of a command or of a flag, and nothing to type
    const inline = codes(document.replaceAll(/```[^]*?```/g, '')).filter(
      (code) => / -/.test(code) && !/ --\S+$/.test(code),
    )
    return [...blocks, ...inline]
      .map((line) => line.trim())
      .filter((line) => /^(?:bin\/)?pallas /.test(line) && !/[…[\]]|[A-Z]…|\w\|\w/.test(line))
      .map((line) => ({ path, line }))
  })

/** Everything is parsed, and nothing is done. */
async function parse(words: readonly string[]): Promise<boolean> {
  const program = createProgram({ env: {}, cwd: root })
  let isParsed = false
  const quieten = (command: Command) => {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    if (command.commands.length === 0) command.action(() => void (isParsed = true))
    command.commands.forEach(quieten)
  }
  quieten(program)
  await program.parseAsync(arrange(words, program), { from: 'user' })
  return isParsed
}

test('every command that a document tells somebody to type is one', async () => {
  assert.ok(commands.length > 30, `only ${commands.length}`)
  for (const { path, line } of commands) {
    const [, ...words] = wordsOf(line)
    const isParsed = await parse(words).catch((error: Error) => error.message)
    assert.equal(isParsed, true, `${path}: ${line}: ${String(isParsed)}`)
  }
  await assert.rejects(parse(['backup', '--nonsense', 'x']))
})
