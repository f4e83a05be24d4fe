// Options, parsers of values and output that the commands share.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { parseBytes, parseDays, parseDuration } from '#config/quantity.ts'

/** Environment and working directory of a command. */
export type ProcessContext = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

export type WithConfig = { readonly config: readonly string[] }

/** Writes lines to standard output. */
export const print = (lines: readonly string[]): void =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''))
/** Writes a line to standard error. */
export const printStderr = (line: string): void => void process.stderr.write(`${line}\n`)
/** The command ends with exit code 1. */
export const setFailed = (): void => void (process.exitCode = 1)

const configUsage = '-c, --config <file>'
const configDescription =
  'configuration file; may be given more than once, or as a list with commas; later ones win'

/** Adds the option for configuration files. */
export const withConfig = (command: Command): Command =>
  command.option(configUsage, configDescription, collectFiles, [] as readonly string[])

/** Adds the same option to a command that reads no configuration: it warns. */
export const withUnusedConfig = (command: Command): Command =>
  command
    .option(
      configUsage,
      'has no effect here, and a warning says so',
      collectFiles,
      [] as readonly string[],
    )
    .hook('preAction', (self) => warnUnusedConfig(self.opts()['config']))

/** Warns when configuration files were named for a command that reads none. */
export function warnUnusedConfig(
  files: unknown,
  why = 'this command reads no configuration',
): void {
  if (Array.isArray(files) && files.length > 0)
    printStderr(`warning: --config has no effect: ${why}`)
}

/** A value that may be a list with commas, unless a file has the whole text as its name. */
const collectFiles = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...(value.includes(',') && !existsSync(resolve(value)) ? value.split(',') : [value]),
]

/** Collects the values of an option that may be repeated. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
]

/** Reads a whole number from 1 to 999999. */
export const wholeNumber = (text: string): number =>
  /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : refuse('must be a whole number of at least 1')
/** Reads a duration, in milliseconds. */
export const duration = (text: string): number =>
  parseDuration(text) ?? refuse('must be a duration such as 1h30m or 500ms')
/** Reads days or a duration, in milliseconds. */
export const days = (text: string): number =>
  parseDays(text) ?? refuse('must be a number of days such as 30d, or a duration such as 12h')
/** Reads a size, in bytes. */
export const byteSize = (text: string): number =>
  parseBytes(text) ?? refuse('must be a size such as 128MB')
/** Reads a port number. */
export const port = (text: string): number =>
  /^[0-9]{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535
    ? Number(text)
    : refuse('must be a port number from 1 to 65535')

const refuse = (problem: string): never => {
  throw new InvalidArgumentError(`It ${problem}.`)
}

const exitCodes = '0: done. 1: failed, or called wrongly.'

/** Adds what the exit codes of a command mean to its help. */
export const withExitCodes = (command: Command, meaning = exitCodes): Command =>
  command.addHelpText('after', `\nExit codes: ${meaning}`)
