// `pallas jsonnet lint|format`: the rows of the command line for data mappers and bodies of web
// hooks. The language is loaded when it is needed, so that other commands start without it.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'

/** Where the commands read and write. */
export type Desk = {
  readonly cwd: string
  readonly input: NodeJS.ReadableStream
  /** Writes to standard output. */
  print(text: string): void
  /** Writes a line to standard error. */
  tell(line: string): void
}

type Source = { readonly name: string; readonly path: string | undefined; readonly text: string }

/** Adds the commands; what they find wrong ends with exit code 1. */
export function addJsonnetCommands(program: Command, desk: Desk): void {
  const jsonnet = program
    .command('jsonnet')
    .description('data mappers and bodies of web hooks, written in Jsonnet')
  const report = (good: boolean) => void (good || (process.exitCode = 1))
  jsonnet
    .command('lint [files...]')
    .description(
      'tell what is wrong with programs (files, patterns such as mappers/**/*.jsonnet, or ' +
        'standard input); exit code 1 when something is',
    )
    .action(async (files: string[]) => report(await lintFiles(files, desk)))
  jsonnet
    .command('format [files...]')
    .description('print programs in one style')
    .option('-w, --write', 'write it back to the files instead, and name those that changed', false)
    .action(async (files: string[], { write }: { write: boolean }) =>
      report(await formatFiles(files, write, desk)),
    )
}

/**
 * Tells of every problem as `file:line:column: what is wrong (rule)`. Answers whether there is
 * none.
 */
export async function lintFiles(files: readonly string[], desk: Desk): Promise<boolean> {
  const { lint } = await import('#jsonnet')
  const sources = await read(files, desk)
  const found = sources.flatMap(({ name, text }) =>
    lint(text).map(
      ({ rule, message, position }) =>
        `${name}:${position.line}:${position.column}: ${message} (${rule})\n`,
    ),
  )
  desk.print(found.join(''))
  return found.length === 0
}

/**
 * Formats all sources. Those that cannot be parsed stay as they are and are told of. Answers
 * whether there is none of them.
 */
export async function formatFiles(
  files: readonly string[],
  write: boolean,
  desk: Desk,
): Promise<boolean> {
  const { format, JsonnetError } = await import('#jsonnet')
  let good = true
  for (const { name, path, text } of await read(files, desk)) {
    try {
      const formatted = format(text, { filename: name })
      if (!write || path === undefined) desk.print(formatted)
      else if (formatted !== text) {
        writeFileSync(path, formatted)
        desk.tell(name)
      }
    } catch (error) {
      if (!(error instanceof JsonnetError)) throw error
      desk.tell(error.message)
      good = false
    }
  }
  return good
}

/** The files of these names and patterns; standard input when there are none, or for `-`. */
async function read(files: readonly string[], { cwd, input }: Desk): Promise<Source[]> {
  if (files.length === 0 || (files.length === 1 && files[0] === '-'))
    return [{ name: 'standard input', path: undefined, text: await text(input) }]
  const names = files.flatMap((name) =>
    /[*?{[]/.test(name) ? globSync(name, { cwd }).sort() : [name],
  )
  if (names.length === 0) throw new Error(`no file is called ${files.join(' or ')}`)
  return names.map((name) => ({
    name,
    path: resolve(cwd, name),
    text: readFileSync(resolve(cwd, name), 'utf8'),
  }))
}
