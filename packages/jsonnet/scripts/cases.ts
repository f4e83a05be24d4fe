// node packages/jsonnet/scripts/cases.ts FOLDER [name …]
// Runs the programs of a folder: its file cases.jsonl has one JSON object a line, with `name`,
// `source` and either `output` or `error: true`. Prints what differs, and the counts at the end.
// The exit code is 1 when something differs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { evaluate } from '../src/index.ts'

type Case = {
  readonly name: string
  readonly source: string
  readonly output?: unknown
  readonly error?: true
}

const [folder, ...names] = process.argv.slice(2)
if (folder === undefined)
  throw new Error('usage: node packages/jsonnet/scripts/cases.ts FOLDER [name …]')
const cases = readFileSync(join(folder, 'cases.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Case)
  .filter(({ name }) => names.length === 0 || names.includes(name))

const answer = ({
  name,
  source,
}: Case): { readonly value: unknown } | { readonly error: string } => {
  try {
    return { value: evaluate(source, { filename: `testdata/${name}` }) }
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

let same = 0
for (const one of cases) {
  const found = answer(one)
  const right =
    'error' in found
      ? one.error === true && /^(JsonnetError|BudgetExceeded):/.test(found.error)
      : one.error !== true && isDeepStrictEqual(found.value, one.output)
  if (right) same++
  else
    console.log(
      `${one.name}\n  wanted ${one.error ? 'an error' : JSON.stringify(one.output)}\n  found  ${'error' in found ? found.error : JSON.stringify(found.value)}`,
    )
  if (names.length > 0 && 'error' in found) console.log(`${one.name}: ${found.error}`)
}
console.log(`${same} passed, ${cases.length - same} failed`)
process.exitCode = same === cases.length ? 0 : 1
