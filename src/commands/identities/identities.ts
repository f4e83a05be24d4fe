// `pallas identities …`: the rows of the command line. All of them work directly on the database of
// the configuration.
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { exportIdentities } from './export.ts'
import { importIdentities, usualBatch, sentence } from './import.ts'
import { encodeInThread } from './encode-in-thread.ts'
import { addSearchCommands } from './search-commands.ts'
import { deleteIdentities, getIdentities, listIdentities } from './look-up.ts'
import { validateIdentities } from './validate.ts'
import { createCheck, withAdministration, type Where } from './context.ts'

type Here = Pick<Where, 'env' | 'cwd'>
type WithConfig = { readonly config: string[] }

const out = (lines: readonly string[]) =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''))
const tell = (line: string) => void process.stderr.write(`${line}\n`)
const isStandardInput = (file: string | undefined): file is undefined | '-' =>
  file === undefined || file === '-'
const sourceOf = (file: string | undefined, cwd: string): AsyncIterable<Buffer | string> =>
  isStandardInput(file) ? process.stdin : createReadStream(resolve(cwd, file))
const fail = () => void (process.exitCode = 1)

/**
 * Adds the commands; `configured` gives a command the option by which it takes its configuration.
 */
export function addIdentityCommands(
  program: Command,
  configured: (command: Command) => Command,
  here: () => Here,
): void {
  const identities = program
    .command('identities')
    .description('identities, directly in the database of the configuration')
  const where = ({ config }: WithConfig): Where => ({ files: config, ...here() })
  const command = (usage: string, description: string) =>
    configured(identities.command(usage).description(description))

  command('import [file]', 'create identities from JSON lines (a file, or standard input)')
    .option('--report <file>', 'where refused lines are told of (line number and reason)')
    .option(
      '--state <file>',
      'keep how far the import has come, and go on from there; without it, give the file ' +
        'again: identities whose id or external_id is there already are passed over',
    )
    .option(
      '--batch <lines>',
      'how many lines are stored at once: more is faster, and others who write wait longer',
      batchSize,
      usualBatch,
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
        const packing = encodeInThread(
          where(options),
          isStandardInput(file) ? undefined : resolve(cwd, file),
        )
        const request = {
          report,
          state: options.state === undefined ? undefined : resolve(cwd, options.state),
          say: tell,
          batchLines: options.batch,
        }
        const count = await withAdministration(
          where(options),
          (_, { identities }) => importIdentities({ packing, identities }, request),
          { bulk: true },
        )
        tell(sentence(count))
        if (count.refused === 0) return
        tell(`refused lines: ${report}`)
        fail()
      },
    )

  command('export', 'write all identities as JSON lines, as import takes them')
    .option('--with-credentials', 'hashed passwords and accounts at providers, too', false)
    .option(
      '-o, --output <file>',
      'a file, which only its owner can read; standard output otherwise',
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
    'check JSON lines against the identity schemas; nothing is stored',
  ).action(async (file: string | undefined, options: WithConfig) => {
    const { good, refused } = await validateIdentities(
      await createCheck(where(options)),
      sourceOf(file, here().cwd),
      (line, reason) => out([`line ${line}: ${reason}`]),
    )
    tell(`${good} good, ${refused} refused`)
    if (refused > 0) fail()
  })

  command('get <ids...>', 'print identities as JSON lines; exit code 1 when one is unknown').action(
    (ids: string[], options: WithConfig) =>
      withAdministration(where(options), async (administration) => {
        const { lines, unknown } = await getIdentities(administration, ids)
        out(lines)
        unknownIds(unknown)
      }),
  )

  command('list', 'print a page of identities as JSON lines, in the order of their ids')
    .option('--page-size <count>', 'how many', whole, 250)
    .option('--after <id>', 'begin after this id')
    .option('--identifier <identifier>', 'only the one with this identifier')
    .action((options: WithConfig & { pageSize: number; after?: string; identifier?: string }) =>
      withAdministration(where(options), async (administration) => {
        const { lines, next } = await listIdentities(administration, {
          limit: options.pageSize,
          after: options.after,
          identifier: options.identifier,
        })
        out(lines)
        if (next !== undefined) tell(`more: --after ${next}`)
      }),
    )

  addSearchCommands({ command, where, out, tell })

  command(
    'delete <ids...>',
    'delete identities with their credentials and sessions; exit code 1 when one is unknown',
  ).action((ids: string[], options: WithConfig) =>
    withAdministration(
      where(options),
      async (administration) => {
        const { deleted, unknown } = await deleteIdentities(administration, ids)
        out(deleted)
        unknownIds(unknown)
      },
      { logsEvents: true },
    ),
  )
}

function unknownIds(ids: readonly string[]): void {
  for (const id of ids) tell(`unknown: ${id}`)
  if (ids.length > 0) fail()
}

function batchSize(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1 || value > 100_000)
    throw new Error('A batch has from 1 to 100000 lines.')
  return value
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1 || value > 1000)
    throw new Error('The page size must be a whole number from 1 to 1000.')
  return value
}
