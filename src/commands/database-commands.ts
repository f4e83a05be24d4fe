// Declares the commands that work on the database itself: `migrate sql`, `cleanup sql`,
// `secrets reseal`.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { PhoneNumberOptions } from './phone-numbers.ts'
import { readConfig, type Reading } from '#config/read.ts'
import { status, up } from '#store/migrate.ts'
import {
  duration,
  print,
  printStderr,
  setFailed,
  warnUnusedConfig,
  wholeNumber,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from './options.ts'

type WithDsn = WithConfig & { readonly readFromEnv?: boolean }

const readFromEnvironment = [
  '-e, --read-from-env',
  'take the DSN from the environment variable DSN or the configuration (as without a DSN argument)',
] as const
const readingOf = (context: ProcessContext, { config }: WithConfig): Reading =>
  readConfig({ files: config, dev: false, ...context })

/** The DSN that a command works on; says so when an argument is not used, and when none is given. */
function dsnOf(context: ProcessContext, dsn: string | undefined, options: WithDsn): string {
  if (dsn !== undefined && options.readFromEnv !== true) return dsn
  const reading = readingOf(context, options)
  if (dsn !== undefined) printStderr('warning: with --read-from-env the DSN argument is not used')
  if (reading.origin.settings.dsn === undefined)
    printStderr('warning: neither DSN nor a configuration names a database, using SQLite in ./data')
  return reading.config.dsn
}

const warnUnread = (dsn: string | undefined, { config, readFromEnv }: WithDsn): void => {
  if (dsn !== undefined && readFromEnv !== true) warnUnusedConfig(config, 'the DSN is an argument')
}

/** Adds the commands. */
export function addDatabaseCommands(program: Command, context: ProcessContext): void {
  addMigrateCommands(program, context)
  addCleanupCommand(program, context)
  withExitCodes(
    withConfig(
      program
        .command('secrets')
        .description('keys that encrypt what is stored')
        .command('reseal')
        .description('encrypt anew, with the newest key, what is stored under older ones'),
    )
      .option('--dry-run', 'change nothing; tell how much uses which key, by its index', false)
      .action(async ({ config, dryRun }: WithConfig & { dryRun: boolean }) => {
        const { lines, exitCode } = await (
          await import('./secrets.ts')
        ).resealSecrets(readingOf(context, { config }), dryRun)
        print(lines)
        process.exitCode = exitCode
      }),
    '0: done. 1: failed, or something cannot be opened with any key.',
  )
}

function addMigrateCommands(program: Command, context: ProcessContext): void {
  const migrate = program.command('migrate').description('database migrations')
  const sql = migrate.command('sql').description('migrations of the SQL database')
  const command = (name: string, description: string, options = {}) =>
    withConfig(sql.command(name, options).description(description).argument('[dsn]')).option(
      ...readFromEnvironment,
    )
  withExitCodes(
    command('up', 'apply pending migrations', { isDefault: true })
      .option('-y, --yes', 'do not ask for confirmation (never asked)')
      .action(async (dsn: string | undefined, options: WithDsn) => {
        warnUnread(dsn, options)
        const names = await up(dsnOf(context, dsn, options))
        print(names.length > 0 ? names.map((name) => `applied ${name}`) : ['nothing to apply'])
      }),
    '0: all migrations are applied. 1: failed.',
  )
  withExitCodes(
    command('status', 'list migrations')
      .option('--block', 'wait until all migrations are applied', false)
      .action(
        async (dsn: string | undefined, { block, ...options }: WithDsn & { block: boolean }) => {
          warnUnread(dsn, options)
          const from = dsnOf(context, dsn, options)
          let all = await status(from)
          const isPending = () => all.some(({ state }) => state !== 'applied')
          if (block && isPending()) printStderr('waiting until all migrations are applied')
          while (block && isPending()) {
            await sleep(pollMs)
            all = await status(from)
          }
          print(all.map(({ name, state }) => `${state.padEnd(8)} ${name}`))
          if (isPending()) setFailed()
        },
      ),
    '0: all migrations are applied. 1: some are pending, or the database cannot be reached.',
  )
  withExitCodes(
    command('down', 'refused: there is no way back to an older layout of the database')
      .option('-y, --yes', 'has no effect')
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        printStderr(
          'pallas: there is no way down: migrations are only applied, never taken back. ' +
            'To go back to an older version, restore the backup made before the upgrade.',
        )
        setFailed()
      }),
    '1: always.',
  )
  addPhoneNumbersCommand(migrate, context)
}

type PhoneNumberFlags = WithDsn & PhoneNumberOptions

function addPhoneNumbersCommand(migrate: Command, context: ProcessContext): void {
  withExitCodes(
    withConfig(
      migrate
        .command('normalize-phone-numbers')
        .description(
          'write the phone numbers in the traits of stored identities in E.164, as new ones are',
        )
        .argument('[dsn]'),
    )
      .option(...readFromEnvironment)
      .option('--dry-run', 'change nothing; tell how many would be changed', false)
      .option('-b, --batch-size <count>', 'identities per batch', wholeNumber, 100)
      .option('--batch-delay <time>', 'pause between two batches, such as 500ms', duration, 0)
      .option('--start-after <id>', 'go on after this identity, as told after a batch')
      .action(async (dsn: string | undefined, options: PhoneNumberFlags) => {
        warnUnread(dsn, options)
        const { lines, exitCode } = await (
          await import('./phone-numbers.ts')
        ).normalizePhoneNumbers(
          readingOf(context, options),
          dsnOf(context, dsn, options),
          options,
          printStderr,
        )
        print(lines)
        process.exitCode = exitCode
      }),
    '0: done. 1: failed, or some identities were changed meanwhile and stay as they are.',
  )
}

/** How often `status --block` looks. */
const pollMs = 1000

type CleanupFlags = WithDsn & {
  readonly batchSize?: number
  readonly sleepTables?: number
  readonly keepLast?: number
  readonly [published: string]: unknown
}

function addCleanupCommand(program: Command, context: ProcessContext): void {
  withExitCodes(
    withConfig(
      program
        .command('cleanup')
        .description('expired data')
        .command('sql')
        .description('delete expired flows, codes and sessions, and finished messages')
        .argument('[dsn]'),
    )
      .option(...readFromEnvironment)
      .option('-b, --database.cleanup.batch_size <rows>', 'rows per delete', wholeNumber)
      .option(
        '--database.cleanup.sleep.tables <time>',
        'pause between two kinds of rows, such as 5s',
        duration,
      )
      .option(
        '--keep-last <time>',
        'keep rows that expired less than this ago, such as 24h',
        duration,
      )
      .option('--batch-size <rows>', 'the same as --database.cleanup.batch_size', wholeNumber)
      .option('--sleep-tables <time>', 'the same as --database.cleanup.sleep.tables', duration)
      .action(async (dsn: string | undefined, flags: CleanupFlags) => {
        const from = dsnOf(context, dsn, flags)
        const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
        print(
          await (
            await import('./cleanup.ts')
          ).cleanUp(readingOf(context, flags), from, {
            batch: flags.batchSize ?? number(flags['database.cleanup.batch_size']),
            pauseMs: flags.sleepTables ?? number(flags['database.cleanup.sleep.tables']),
            keepMs: flags.keepLast,
          }),
        )
      }),
  )
}
