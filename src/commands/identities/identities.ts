// `pallas identities …`: declares the commands. Without an endpoint or a format they work directly
// on the database of the configuration and print JSON lines in import format; otherwise they are the
// commands of the API in their older grammar.
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { record } from '#audit/record.ts'
import { createRuns, type GetFlags } from '../api/runs.ts'
import { endpointOf } from '../api/client.ts'
import { withApi, withPages, type ApiFlags, type PageFlags } from '../api/flags.ts'
import {
  collect,
  print,
  printStderr,
  setFailed,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from '../options.ts'
import { exportIdentities } from './export.ts'
import { importIdentities, defaultBatchLines, summaryOf } from './import.ts'
import { encodeInThread } from './encode-in-thread.ts'
import { addResetCommand } from './reset-command.ts'
import { addSearchCommands } from './search-commands.ts'
import { deleteIdentities, getIdentities, listIdentities } from './look-up.ts'
import { validateIdentities } from './validate.ts'
import { createCheck, withAdministration, type ConfigSource } from './context.ts'

const isStandardInput = (file: string | undefined): file is undefined | '-' =>
  file === undefined || file === '-'
const sourceOf = (file: string | undefined, cwd: string): AsyncIterable<Buffer | string> =>
  isStandardInput(file) ? process.stdin : createReadStream(resolve(cwd, file))

/** What the commands share. */
type Shared = {
  readonly context: ProcessContext
  readonly command: (usage: string, description: string) => Command
  readonly where: (options: WithConfig) => ConfigSource
  readonly runs: ReturnType<typeof createRuns>
  /** Whether the API answers a command. Throws when it is given what only the database knows. */
  usesApi(command: Command, flags: ApiFlags, ...more: readonly unknown[]): boolean
}

const ofApi = ['endpoint', 'format', 'quiet', 'pageToken', 'consistency', 'includeCredentials']
const ofDatabase = ['after', 'identifier', 'report', 'state', 'batch']

const createUsesApi =
  ({ env }: ProcessContext): Shared['usesApi'] =>
  (command, { endpoint }, ...more) => {
    const given = (names: readonly string[]) =>
      names.filter((name) => command.getOptionValueSource(name) === 'cli')
    const answers =
      endpointOf(endpoint, env) !== undefined ||
      given(ofApi).length > 0 ||
      more.some((one) => one !== undefined)
    const [wrong] = answers ? given(ofDatabase) : []
    if (wrong === undefined) return answers
    throw new Error(`--${wrong} works only on the database, without an endpoint and a format`)
  }

/** Adds the identity commands. */
export function addIdentityCommands(program: Command, context: ProcessContext): void {
  const identities = program
    .command('identities')
    .description('identities, in the database of the configuration or on a running server')
  const command = (usage: string, description: string) =>
    withConfig(identities.command(usage).description(description))
  const where = ({ config }: WithConfig): ConfigSource => ({ files: config, ...context })
  const shared: Shared = {
    context,
    command,
    where,
    runs: createRuns(context),
    usesApi: createUsesApi(context),
  }
  addImport(shared)
  addLookUps(shared)
  addResetCommand(shared)
  addSearchCommands({
    command: (usage, description) => withExitCodes(command(usage, description)),
    where,
    print,
    printStderr,
  })
  withExitCodes(
    command('patch [files...]', 'refused: use PATCH /admin/identities/{id} of the API')
      .allowUnknownOption()
      .action(() => {
        printStderr(
          'pallas: this command does nothing; use PATCH /admin/identities/{id} of the API',
        )
        setFailed()
      }),
    '1: always.',
  )
}

const some = '0: done. 1: failed for at least one; the others are done.'

type ImportFlags = ApiFlags & {
  readonly report?: string
  readonly state?: string
  readonly batch: number
}

function addImport({ context, command, where, runs, usesApi }: Shared): void {
  withExitCodes(
    withApi(
      command(
        'import [files...]',
        'create identities from files or standard input: JSON lines or values, CSV, personal data',
      ).alias('put'),
    )
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
      .action(async (files: string[], flags: ImportFlags, self: Command) => {
        if (usesApi(self, flags)) return runs.import(files, flags)
        if (files.length > 1 && (flags.state ?? flags.report) !== undefined)
          throw new Error('--state and --report are for one file at a time')
        for (const file of files.length > 0 ? files : [undefined])
          await importFile(context, file, flags)
      }),
    some,
  )

  withExitCodes(
    command('export', 'write all identities as JSON lines in import format')
      .option('--with-credentials', 'include hashed passwords and provider accounts', false)
      .option(
        '-o, --output <file>',
        'output file, readable by its owner only; default: standard output',
      )
      .action((options: WithConfig & { withCredentials: boolean; output?: string }) =>
        withAdministration(where(options), async (administration) => {
          await record({ action: 'data.exported', target: { kind: 'server' } })
          const lines = Readable.from(exportIdentities(administration, options.withCredentials))
          if (options.output === undefined) await pipeline(lines, process.stdout, { end: false })
          else
            await pipeline(
              lines,
              createWriteStream(resolve(context.cwd, options.output), { mode: 0o600 }),
            )
        }),
      ),
  )
}

async function importFile(
  context: ProcessContext,
  file: string | undefined,
  flags: ImportFlags,
): Promise<void> {
  const { cwd } = context
  const source: ConfigSource = { files: flags.config, ...context }
  const report = resolve(
    cwd,
    flags.report ?? `${isStandardInput(file) ? 'identities' : basename(file)}.refused.jsonl`,
  )
  const encoding = encodeInThread(source, isStandardInput(file) ? undefined : resolve(cwd, file))
  const request = {
    report,
    state: flags.state === undefined ? undefined : resolve(cwd, flags.state),
    onProgress: printStderr,
    onNote: printStderr,
    batchLines: flags.batch,
  }
  const count = await withAdministration(
    source,
    (_, context) => importIdentities({ encoding, identities: context.identities }, request),
    { bulk: true, command: 'identities import' },
  )
  printStderr(summaryOf(count))
  if (count.refused === 0) return
  printStderr(`refused lines: ${report}`)
  setFailed()
}

type ListFlags = ApiFlags & PageFlags & { readonly after?: string; readonly identifier?: string }

function addLookUps({ context, command, where, runs, usesApi }: Shared): void {
  withExitCodes(
    withApi(
      command('validate [files...]', 'check identities against the schemas, storing nothing'),
    ).action(async (files: string[], flags: ApiFlags, self: Command) => {
      if (usesApi(self, flags)) return runs.validate(files, flags)
      const check = await createCheck(where(flags))
      for (const file of files.length > 0 ? files : [undefined]) {
        const { valid, refused } = await validateIdentities(
          check,
          sourceOf(file, context.cwd),
          (line, reason) => print([`line ${line}: ${reason}`]),
        )
        printStderr(`${valid} valid, ${refused} refused`)
        if (refused > 0) setFailed()
      }
    }),
    '0: all are valid. 1: at least one is not.',
  )

  withExitCodes(
    withApi(command('get <ids...>', 'print identities'))
      .option(
        '-i, --include-credentials <type>',
        'include credentials of this type, such as oidc; repeatable',
        collect,
        [] as readonly string[],
      )
      .option('--external-id', 'the ids are external ids')
      .action(async (ids: string[], flags: GetFlags, self: Command) => {
        if (usesApi(self, flags)) return runs.get(ids, flags)
        await withAdministration(where(flags), async (administration) => {
          const { lines, unknown } = await getIdentities(
            administration,
            ids,
            flags.externalId === true,
          )
          print(lines)
          reportUnknown(unknown)
        })
      }),
    some,
  )

  withExitCodes(
    withPages(
      withApi(
        command('list', 'print a page of identities, ordered by id')
          .alias('ls')
          .argument('[page]', 'number of the page, counted from 1')
          .argument('[per-page]', 'identities per page'),
      ),
      'by default 250, of a server 100',
    )
      .option('--after <id>', 'start after this id')
      .option('--identifier <identifier>', 'only the identity with this login identifier')
      .action(
        async (
          page: string | undefined,
          perPage: string | undefined,
          flags: ListFlags,
          self: Command,
        ) => {
          if (usesApi(self, flags, page)) return runs.list(page, perPage, flags)
          await withAdministration(where(flags), async (administration) => {
            const { lines, next } = await listIdentities(administration, {
              limit: flags.pageSize ?? usualPageSize,
              after: flags.after,
              identifier: flags.identifier,
            })
            print(lines)
            if (next !== undefined) printStderr(`next page: --after ${next}`)
          })
        },
      ),
  )

  withExitCodes(
    withApi(
      command('delete <ids...>', 'delete identities with their credentials and sessions'),
    ).action(async (ids: string[], flags: ApiFlags, self: Command) => {
      if (usesApi(self, flags)) return runs.delete(ids, flags)
      await withAdministration(
        where(flags),
        async (administration) => {
          const { deleted, unknown } = await deleteIdentities(administration, ids)
          print(deleted)
          reportUnknown(unknown)
        },
        { logsEvents: true, command: 'identities delete' },
      )
    }),
    some,
  )
}
const usualPageSize = 250

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
