// The command line. Modules that most commands do not need are imported on use, for a fast start.
import { Command, InvalidArgumentError } from 'commander'
import { ConfigError } from '#config/faults.ts'
import { parseDuration } from '#config/quantity.ts'
import { readConfig } from '#config/read.ts'
import { upgradeConfig } from '#config/upgrade.ts'
import { Refusal } from '#errors/refusal.ts'
import { status, up } from '#store/migrate.ts'
import { addIdentityCommands } from '#commands/identities/identities.ts'
import { addDoctorCommand } from '#commands/doctor.ts'
import { addJsonnetCommands } from '#commands/jsonnet.ts'
import { version } from '#commands/version.ts'

const processContext = () => ({ env: process.env, cwd: process.cwd() })
const collect = (value: string, before: readonly string[]) => [...before, value]
const configOption = [
  '-c, --config <file>',
  'configuration file (kratos.yml); may be given more than once, later ones win',
  collect,
  [] as readonly string[],
] as const
const wholeNumber = (text: string): number =>
  /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : refuse('must be a whole number of at least 1')
const duration = (text: string): number =>
  parseDuration(text) ?? refuse('must be a duration such as 1h30m or 500ms')
const refuse = (problem: string): never => {
  throw new InvalidArgumentError(`It ${problem}.`)
}
const print = (lines: readonly string[]): void =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''))

const program = new Command('pallas')
  .description('Identity and user-management server')
  .version(version, '-v, --version')
  .showHelpAfterError()

program
  .command('serve')
  .description('serve the public and the admin API')
  .argument('[what]', 'all (the default)')
  .option(...configOption)
  .option('--dev', 'development mode: cookies without Secure', false)
  .option(
    '--watch-courier',
    'deliver messages in this process (always on; accepted for compatibility)',
    false,
  )
  .option('--migrate', 'apply pending migrations first, on any database', false)
  .action(
    async (
      _what: string | undefined,
      options: { config: string[]; dev: boolean; watchCourier: boolean; migrate: boolean },
    ) => (await import('#commands/serve.ts')).serve({ ...options, ...processContext() }),
  )

const migrate = program
  .command('migrate')
  .description('database migrations')
  .command('sql')
  .description('migrations of the SQL database')
const dsnOf = (dsn: string | undefined, config: readonly string[]) =>
  dsn ?? readConfig({ files: config, dev: false, ...processContext() }).config.dsn
migrate
  .command('up', { isDefault: true })
  .description('apply pending migrations')
  .argument('[dsn]')
  .option(...configOption)
  .option(
    '-e, --read-from-env',
    'read the DSN from the environment (always on; accepted for compatibility)',
  )
  .option('-y, --yes', 'do not ask for confirmation (never asked; accepted for compatibility)')
  .action(async (dsn: string | undefined, { config }: { config: string[] }) => {
    const names = await up(dsnOf(dsn, config))
    print(names.length > 0 ? names.map((name) => `applied ${name}`) : ['nothing to apply'])
  })
migrate
  .command('status')
  .description('list migrations; exit code 1 when some are pending')
  .argument('[dsn]')
  .option(...configOption)
  .action(async (dsn: string | undefined, { config }: { config: string[] }) => {
    const all = await status(dsnOf(dsn, config))
    print(all.map(({ name, state }) => `${state.padEnd(8)} ${name}`))
    if (all.some(({ state }) => state !== 'applied')) process.exitCode = 1
  })

program
  .command('courier')
  .description('message delivery')
  .command('watch')
  .description('deliver messages in a process of its own, until a signal ends it')
  .option(...configOption)
  .option('--dev', 'development mode: keep sent messages in the mailbox for reading', false)
  .action(async (options: { config: string[]; dev: boolean }) =>
    (await import('#commands/courier.ts')).watchCourier({ ...options, ...processContext() }),
  )

program
  .command('cleanup')
  .description('expired data')
  .command('sql')
  .description('delete expired flows, codes and sessions, and finished messages')
  .argument('[dsn]')
  .option(...configOption)
  .option(
    '-e, --read-from-env',
    'read the DSN from the environment (always on; accepted for compatibility)',
  )
  .option('--batch-size <rows>', 'rows per delete', wholeNumber)
  .option('--sleep-tables <time>', 'pause between two kinds of rows, such as 5s', duration)
  .option('--keep-last <time>', 'keep rows that expired less than this ago, such as 24h', duration)
  .action(
    async (
      dsn: string | undefined,
      {
        config,
        batchSize,
        sleepTables,
        keepLast,
      }: { config: string[]; batchSize?: number; sleepTables?: number; keepLast?: number },
    ) => {
      const all = readConfig({ files: config, dev: false, ...processContext() }).config
      const { cleanUp } = await import('#commands/cleanup.ts')
      print(
        await cleanUp(all, dsn ?? all.dsn, {
          batch: batchSize,
          pauseMs: sleepTables,
          keepMs: keepLast,
        }),
      )
    },
  )

const configuration = program.command('config').description('configuration')
configuration
  .command('check')
  .description('check configuration files without starting anything')
  .argument('[files...]')
  .option(...configOption)
  .action(async (files: string[], { config }: { config: string[] }) => {
    const { lines, exitCode } = await (
      await import('#config/check.ts')
    ).checkConfig(
      { files: [...config, ...files], dev: false, ...processContext() },
      (await import('#commands/schemas.ts')).schemasOf,
    )
    print(lines)
    process.exitCode = exitCode
  })

configuration
  .command('upgrade')
  .description('print a configuration file converted to the current keys; the file is not changed')
  .argument('<file>')
  .action((file: string) => print([upgradeConfig(file, process.cwd()).trimEnd()]))

const argon2 = program
  .command('hashers')
  .description('password hashing')
  .command('argon2')
  .description('the argon2id hasher')
argon2
  .command('calibrate')
  .description('find argon2id parameters whose hash takes about this long on this machine')
  .argument('[time]', 'target duration of a hash, such as 500ms', '500ms')
  .option(...configOption)
  .action(async (time: string, { config }: { config: string[] }) =>
    print(
      await (
        await import('#commands/hashers.ts')
      ).calibrate(
        time,
        readConfig({ files: config, dev: false, ...processContext() }).config.hashers,
      ),
    ),
  )
argon2
  .command('hash')
  .description('hash the password on standard input')
  .option(...configOption)
  .action(async ({ config }: { config: string[] }) =>
    print([
      await (
        await import('#commands/hashers.ts')
      ).hashPassword(
        process.stdin,
        readConfig({ files: config, dev: false, ...processContext() }).config.hashers,
      ),
    ]),
  )

program
  .command('secrets')
  .description('keys that encrypt what is stored')
  .command('reseal')
  .description('encrypt anew, with the newest key, what is stored under older ones')
  .option(...configOption)
  .option('--dry-run', 'change nothing; tell how much uses which key, by its index', false)
  .action(async ({ config, dryRun }: { config: string[]; dryRun: boolean }) => {
    const reading = readConfig({ files: config, dev: false, ...processContext() })
    const { lines, exitCode } = await (
      await import('#commands/secrets.ts')
    ).resealSecrets(reading, dryRun)
    print(lines)
    process.exitCode = exitCode
  })

addDoctorCommand(program, (command) => command.option(...configOption), processContext)
addIdentityCommands(program, (command) => command.option(...configOption), processContext)
addJsonnetCommands(program, {
  cwd: process.cwd(),
  input: process.stdin,
  print: (text) => void process.stdout.write(text),
  printStderr: (line) => void process.stderr.write(`${line}\n`),
})

program
  .command('version')
  .description('print the version')
  .action(() => print([version]))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (error instanceof Refusal)
    process.stderr.write(`pallas: ${error.reason ?? error.message}\n`)
  else
    process.stderr.write(
      `pallas: ${error instanceof Error ? error.message : 'something went wrong'}\n`,
    )
  process.exit(1)
}
