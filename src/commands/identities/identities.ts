// `pallas identities …`: declares the commands. All of them work directly on the database of the
// configuration.
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { exportIdentities } from './export.ts'
import { importIdentities, defaultBatchLines, summaryOf } from './import.ts'
import { encodeInThread } from './encode-in-thread.ts'
import { addSearchCommands } from './search-commands.ts'
import { deleteIdentities, getIdentities, listIdentities } from './look-up.ts'
import { validateIdentities } from './validate.ts'
import { createCheck, withAdministration, type ConfigSource } from './context.ts'

type ProcessContext = Pick<ConfigSource, 'env' | 'cwd'>
type WithConfig = { readonly config: string[] }

const print = (lines: readonly string[]) =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''))
const printStderr = (line: string) => void process.stderr.write(`${line}\n`)
const isStandardInput = (file: string | undefined): file is undefined | '-' =>
  file === undefined || file === '-'
const sourceOf = (file: string | undefined, cwd: string): AsyncIterable<Buffer | string> =>
  isStandardInput(file) ? process.stdin : createReadStream(resolve(cwd, file))
const setFailed = () => void (process.exitCode = 1)

/** Adds the identity commands. `configured` adds the configuration option to a command. */
export function addIdentityCommands(
  program: Command,
  configured: (command: Command) => Command,
  here: () => ProcessContext,
): void {
  const identities = program
    .command('identities')
    .description('identities, directly in the database of the configuration')
  const where = ({ config }: WithConfig): ConfigSource => ({ files: config, ...here() })
  const command = (usage: string, description: string) =>
    configured(identities.command(usage).description(description))

  command('import [file]', 'create identities from JSON lines (a file, or standard input)')
    .option('--report <file>', 'file for refused lines (line number and reason)')
    .option(
      '--state <file>',
      'checkpoint file, to resume an interrupted import; without one, import the file again: ' +
        'identities whose id or external_id already exists are skipped',
    )
    .option(
      '--batch <lines>',
      'lines per batch: larger is faster, but other writers wait longer',
      batchSize,
      defaultBatchLines,
    )
    .action(
      async (
        file: string | undefined,
        options: WithConfig & { report?: string; state?: string; batch: number },
      ) => {
        const { cwd } = here()
        const report = resolve(
          cwd,
          options.report ??
            `${isStandardInput(file) ? 'identities' : basename(file)}.refused.jsonl`,
        )
        const encoding = encodeInThread(
          where(options),
          isStandardInput(file) ? undefined : resolve(cwd, file),
        )
        const request = {
          report,
          state: options.state === undefined ? undefined : resolve(cwd, options.state),
          onProgress: printStderr,
          batchLines: options.batch,
        }
        const count = await withAdministration(
          where(options),
          (_, { identities }) => importIdentities({ encoding, identities }, request),
          { bulk: true },
        )
        printStderr(summaryOf(count))
        if (count.refused === 0) return
        printStderr(`refused lines: ${report}`)
        setFailed()
      },
    )

  command('export', 'write all identities as JSON lines in import format')
    .option('--with-credentials', 'include hashed passwords and provider accounts', false)
    .option(
      '-o, --output <file>',
      'output file, readable by its owner only; default: standard output',
    )
    .action((options: WithConfig & { withCredentials: boolean; output?: string }) =>
      withAdministration(where(options), async (administration) => {
        const lines = Readable.from(exportIdentities(administration, options.withCredentials))
        if (options.output === undefined) await pipeline(lines, process.stdout, { end: false })
        else
          await pipeline(
            lines,
            createWriteStream(resolve(here().cwd, options.output), { mode: 0o600 }),
          )
      }),
    )

  command(
    'validate [file]',
    'check JSON lines against the identity schemas without storing anything',
  ).action(async (file: string | undefined, options: WithConfig) => {
    const { valid, refused } = await validateIdentities(
      await createCheck(where(options)),
      sourceOf(file, here().cwd),
      (line, reason) => print([`line ${line}: ${reason}`]),
    )
    printStderr(`${valid} valid, ${refused} refused`)
    if (refused > 0) setFailed()
  })

  command('get <ids...>', 'print identities as JSON lines; exit code 1 when one is unknown').action(
    (ids: string[], options: WithConfig) =>
      withAdministration(where(options), async (administration) => {
        const { lines, unknown } = await getIdentities(administration, ids)
        print(lines)
        reportUnknown(unknown)
      }),
  )

  command('list', 'print a page of identities as JSON lines, ordered by id')
    .option('--page-size <count>', 'identities per page', pageSize, 250)
    .option('--after <id>', 'start after this id')
    .option('--identifier <identifier>', 'only the identity with this login identifier')
    .action((options: WithConfig & { pageSize: number; after?: string; identifier?: string }) =>
      withAdministration(where(options), async (administration) => {
        const { lines, next } = await listIdentities(administration, {
          limit: options.pageSize,
          after: options.after,
          identifier: options.identifier,
        })
        print(lines)
        if (next !== undefined) printStderr(`next page: --after ${next}`)
      }),
    )

  addSearchCommands({ command, where, print, printStderr })

  command(
    'delete <ids...>',
    'delete identities with their credentials and sessions; exit code 1 when one is unknown',
  ).action((ids: string[], options: WithConfig) =>
    withAdministration(
      where(options),
      async (administration) => {
        const { deleted, unknown } = await deleteIdentities(administration, ids)
        print(deleted)
        reportUnknown(unknown)
      },
      { logsEvents: true },
    ),
  )
}

function reportUnknown(ids: readonly string[]): void {
  for (const id of ids) printStderr(`unknown: ${id}`)
  if (ids.length > 0) setFailed()
}

function batchSize(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1 || value > 100_000)
    throw new Error('A batch has from 1 to 100000 lines.')
  return value
}

function pageSize(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1 || value > 1000)
    throw new Error('The page size must be a whole number from 1 to 1000.')
  return value
}
