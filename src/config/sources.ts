// Configuration files, and the lines of their keys.
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isObject } from '#lib/json.ts'
import type { Fault, Notice } from './faults.ts'
import { modernize } from './old-keys.ts'
import { at, type Path, type Tree } from './paths.ts'
import { parseToml, parseYaml } from './parse.ts'
import { whyUnreadable } from './read-file.ts'

/** A source of settings. */
export type Source = {
  readonly tree: Tree
  /** The place of `path` in this source, for messages; undefined when it does not have it. */
  locate(path: Path): Place | undefined
}

export type Place = {
  /** `kratos.yml:12`, `environment variable DSN` */
  readonly source: string
  /** The path as it was written, perhaps in an older spelling. */
  readonly path: Path
}

export type FileText = { readonly file: string; readonly text: string | Error }

export function readFiles(files: readonly string[], cwd: string): readonly FileText[] {
  return files.map((file) => {
    try {
      return { file, text: readFileSync(resolve(cwd, file), 'utf8') }
    } catch (error) {
      return { file, text: error instanceof Error ? error : new Error(String(error)) }
    }
  })
}

/** A file as a source, or what is wrong with it. Old keys are replaced and named in `notices`. */
export function parseFile({
  file,
  text,
}: FileText):
  | { readonly source: Source; readonly notices: readonly Notice[] }
  | { readonly faults: readonly Fault[] } {
  const name = basename(file)
  const fault = (problem: string, line?: number): Fault => ({
    source: line === undefined ? name : `${name}:${line}`,
    path: [],
    problem,
    allowed: undefined,
  })
  if (text instanceof Error) return { faults: [fault(`the file ${whyUnreadable(text)}`)] }
  const parsed = /\.toml$/i.test(file) ? parseToml(text) : parseYaml(text)
  if ('mistakes' in parsed)
    return { faults: parsed.mistakes.map(({ problem, line }) => fault(problem, line)) }
  const { content, lineOf } = parsed
  if (content === null || content === undefined) return { faults: [fault('the file is empty')] }
  if (!isObject(content)) return { faults: [fault('must be a map of keys')] }
  const { tree, warnings, written } = modernize(content)
  const placeOf = (path: Path): Place => {
    const line = nearest(path, lineOf)
    return { source: line === undefined ? name : `${name}:${line}`, path }
  }
  const locate = (path: Path) => (at(tree, path) === undefined ? undefined : placeOf(written(path)))
  return {
    source: { tree, locate },
    notices: warnings.map((warning) => ({ ...warning, source: placeOf(warning.path).source })),
  }
}

/** The line of a path, or of the nearest one around it. */
function nearest(path: Path, lineOf: (path: Path) => number | undefined): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const line = lineOf(path.slice(0, length))
    if (line !== undefined) return line
  }
  return undefined
}
