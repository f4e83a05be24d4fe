// Configuration files, and the lines of their keys.
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { isObject } from '#lib/json.ts'
import type { Fault } from './faults.ts'
import { modernize } from './old-keys.ts'
import { at, type Path, type Tree } from './paths.ts'
import { whyUnreadable } from './read-file.ts'

/** A source of settings. */
export type Source = {
  readonly tree: Tree
  /** The place of `path` in this source, for messages; undefined when it does not have it. */
  locate(path: Path): string | undefined
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

/**
 * A YAML 1.2 or JSON file as a source, or what is wrong with it. Old keys are replaced and named in
 * `warnings`.
 */
export function parseFile({
  file,
  text,
}: FileText):
  | { readonly source: Source; readonly warnings: readonly string[] }
  | { readonly faults: readonly Fault[] } {
  const name = basename(file)
  const fault = (problem: string, line?: number): Fault => ({
    source: line === undefined ? name : `${name}:${line}`,
    path: [],
    problem,
    allowed: undefined,
  })
  if (text instanceof Error) return { faults: [fault(`the file ${whyUnreadable(text)}`)] }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    version: '1.2',
  })
  const wrong = [...document.errors, ...document.warnings]
  // NOTE only the kind of error is reported: its message may contain parts of the file, and secrets
  if (wrong.length > 0)
    return {
      faults: wrong.map(({ code, pos }) =>
        fault(
          `is not valid YAML here: ${code.toLowerCase().replaceAll('_', ' ')}`,
          lines.linePos(pos[0]).line,
        ),
      ),
    }
  let content: unknown
  try {
    content = document.toJS()
  } catch {
    return {
      faults: [fault('is not valid YAML: an alias without its anchor, or too many of them')],
    }
  }
  if (content === null || content === undefined) return { faults: [fault('the file is empty')] }
  if (!isObject(content)) return { faults: [fault('must be a map of keys')] }
  const { tree, warnings } = modernize(content)
  const locate = (path: Path) => {
    if (at(tree, path) === undefined) return undefined
    const line = lineOf(path)
    return line === undefined ? name : `${name}:${line}`
  }
  const lineOf = (path: Path) => {
    const node = document.getIn(path, true)
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined
  }
  return { source: { tree, locate }, warnings: warnings.map((warning) => `${name}: ${warning}`) }
}
