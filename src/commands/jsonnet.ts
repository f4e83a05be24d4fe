// `pallas jsonnet lint|format`, for data mappers and web hook bodies. Jsonnet is imported only when
// needed, so that other commands start without it.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { withExitCodes, withUnusedConfig } from './options.ts'

/** Input and output of the commands. */
export type CommandIo = {
  readonly cwd: string
  readonly input: NodeJS.ReadableStream
  /** Writes to standard output. */
  print(text: string): void
  /** Writes a line to standard error. */
  printStderr(line: string): void
}

type Source = { readonly name: string; readonly path: string | undefined; readonly text: string }

/** Adds the commands; problems in a program set exit code 1. */
export function addJsonnetCommands(program: Command, io: CommandIo): void {
  const group = (name: string, description: string) =>
    program.command(name).description(description)
  const report = (good: boolean) => void (good || (process.exitCode = 1))
  const lint = (command: Command) =>
    withExitCodes(
      withUnusedConfig(
        command
          .argument('[files...]')
          .description(
            'report problems in Jsonnet programs (files, patterns such as mappers/**/*.jsonnet, ' +
              'or standard input)',
          ),
      ).action(async (files: string[]) => report(await lintFiles(files, io))),
      '0: no problem. 1: at least one problem.',
    )
  const format = (command: Command) =>
    withExitCodes(
      withUnusedConfig(
        command.argument('[files...]').description('print Jsonnet programs in one style'),
      )
        .option(
          '-w, --write',
          'write the files instead, and print the names of those changed',
          false,
        )
        .action(async (files: string[], { write }: { write: boolean }) =>
          report(await formatFiles(files, write, io)),
        ),
      '0: all are printed or written. 1: at least one cannot be read.',
    )
  const jsonnet = group('jsonnet', 'data mappers and web hook bodies in Jsonnet')
  lint(jsonnet.command('lint'))
  format(jsonnet.command('format'))
  format(group('format', 'style of programs').command('jsonnet'))
  lint(group('lint', 'problems in programs').command('lint').alias('jsonnet'))
}

/** Prints every problem as `file:line:column: message (rule)`. Returns whether there is none. */
export async function lintFiles(files: readonly string[], io: CommandIo): Promise<boolean> {
  const { lint } = await import('#jsonnet')
  const sources = await read(files, io)
  const found = sources.flatMap(({ name, text }) =>
    lint(text).map(
      ({ rule, message, position }) =>
        `${name}:${position.line}:${position.column}: ${message} (${rule})\n`,
    ),
  )
  io.print(found.join(''))
  return found.length === 0
}

/**
 * Formats all sources. One that cannot be parsed is left unchanged and its error printed. Returns
 * whether all were parsed.
 */
export async function formatFiles(
  files: readonly string[],
  write: boolean,
  io: CommandIo,
): Promise<boolean> {
  const { format, JsonnetError } = await import('#jsonnet')
  let good = true
  for (const { name, path, text } of await read(files, io)) {
    try {
      const formatted = format(text, { filename: name })
      if (!write || path === undefined) io.print(formatted)
      else if (formatted !== text) {
        writeFileSync(path, formatted)
        io.printStderr(name)
      }
    } catch (error) {
      if (!(error instanceof JsonnetError)) throw error
      io.printStderr(error.message)
      good = false
    }
  }
  return good
}

/** Reads the files with these names or glob patterns; standard input without names or for `-`. */
async function read(files: readonly string[], { cwd, input }: CommandIo): Promise<Source[]> {
  if (files.length === 0 || (files.length === 1 && files[0] === '-'))
    return [{ name: 'standard input', path: undefined, text: await text(input) }]
  const names = files.flatMap((name) =>
    /[*?{[]/.test(name) ? globSync(name, { cwd }).sort() : [name],
  )
  if (names.length === 0) throw new Error(`no file matches ${files.join(' or ')}`)
  return names.map((name) => ({
    name,
    path: resolve(cwd, name),
    text: readFileSync(resolve(cwd, name), 'utf8'),
  }))
}
