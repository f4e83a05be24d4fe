// The output of `pallas config upgrade`.
import { stringify } from 'yaml'
import { ConfigError } from './faults.ts'
import { withDefaults } from './defaults.ts'
import { settings as schema } from './schema/settings.ts'
import { parseFile, readFiles } from './sources.ts'
import { put, pathText, type Path } from './paths.ts'
import { unknownKeyProblem, validate } from './validate.ts'

/**
 * The file with current keys, as YAML. Keys without a replacement are left out; each of them, and
 * each key that was replaced, is named in a comment. Throws ConfigError for a file that cannot be
 * read.
 */
export function upgradeConfig(file: string, cwd: string): string {
  const [text] = readFiles([file], cwd)
  const parsed = text && parseFile(text)
  if (!parsed || 'faults' in parsed) throw new ConfigError(parsed?.faults ?? [])
  const { tree } = parsed.source
  const gone = unknownKeys(tree)
  const warnings = parsed.notices.map(({ sentence }) => sentence)
  const comments = [
    ...warnings,
    ...gone.map((path) => `${pathText(path)} has no counterpart and is left out`),
  ]
  const known = gone.reduce<unknown>((under, path) => put(under, path, undefined), tree)
  return `${comments.map((line) => `# ${line}\n`).join('')}${stringify(known, { lineWidth: 0 })}`
}

function unknownKeys(tree: unknown): readonly Path[] {
  const checked = validate(withDefaults(schema, tree))
  return 'findings' in checked
    ? checked.findings
        .filter(({ problem }) => problem === unknownKeyProblem)
        .map(({ path }) => path)
    : []
}
