// The command line. What most commands do without is loaded when it is needed: they then answer at
// once.
import { Command, InvalidArgumentError } from 'commander'
import { checkConfig } from '#config/check.ts'
import { ConfigError } from '#config/faults.ts'
import { parseDuration } from '#config/quantity.ts'
import { readConfig } from '#config/read.ts'
import { upgradeConfig } from '#config/upgrade.ts'
import { Refusal } from '#errors/refusal.ts'
import { status, up } from '#store/migrate.ts'
import { addIdentityCommands } from '#commands/identities/identities.ts'
import { addJsonnetCommands } from '#commands/jsonnet.ts'
import { version } from '#commands/version.ts'

const here = () => ({ env: process.env, cwd: process.cwd() })
const collect = (value: string, before: readonly string[]) => [...before, value]
const configOption = [
  '-c, --config <file>',
  'configuration file (kratos.yml); may be given more than once, later ones win',
  collect,
  [] as readonly string[],
] as const
const wholeNumber = (text: string): number =>
  /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : refuse('must be a whole number from 1 on')
const duration = (text: string): number =>
  parseDuration(text) ?? refuse('must be a duration such as 1h30m or 500ms')
const refuse = (problem: string): never => {
  throw new InvalidArgumentError(`It ${problem}.`)
}
const say = (lines: readonly string[]): void =>
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
  .option('--watch-courier', 'deliver messages in this process (it does so in any case)', false)
  .option('--migrate', 'apply pending migrations first, whatever the database', false)
  .action(
    async (
      _what: string | undefined,
      options: { config: string[]; dev: boolean; watchCourier: boolean; migrate: boolean },
    ) => (await import('#commands/serve.ts')).serve({ ...options, ...here() }),
  )

const migrate = program
  .command('migrate')
  .description('database migrations')
  .command('sql')
  .description('migrations of the SQL database')
const dsnOf = (dsn: string | undefined, config: readonly string[]) =>
  dsn ?? readConfig({ files: config, dev: false, ...here() }).config.dsn
migrate
  .command('up', { isDefault: true })
  .description('apply pending migrations')
  .argument('[dsn]')
  .option(...configOption)
  .option('-e, --read-from-env', 'read the DSN from the environment (it is read in any case)')
  .option('-y, --yes', 'do not ask (nothing is asked)')
  .action(async (dsn: string | undefined, { config }: { config: string[] }) => {
    const names = await up(dsnOf(dsn, config))
    say(names.length > 0 ? names.map((name) => `applied ${name}`) : ['nothing to apply'])
  })
migrate
  .command('status')
  .description('list migrations; exit code 1 when some are pending')
  .argument('[dsn]')
  .option(...configOption)
  .action(async (dsn: string | undefined, { config }: { config: string[] }) => {
    const all = await status(dsnOf(dsn, config))
    say(all.map(({ name, state }) => `${state.padEnd(8)} ${name}`))
    if (all.some(({ state }) => state !== 'applied')) process.exitCode = 1
  })

program
  .command('courier')
  .description('messages to people')
  .command('watch')
  .description('deliver messages in a process of its own, until a signal ends it')
  .option(...configOption)
  .option('--dev', 'development mode: keeps what was sent for a developer to read', false)
  .action(async (options: { config: string[]; dev: boolean }) =>
    (await import('#commands/courier.ts')).watchCourier({ ...options, ...here() }),
  )

program
  .command('cleanup')
  .description('what is over')
  .command('sql')
  .description('delete expired flows, codes and sessions, and messages that are done')
  .argument('[dsn]')
  .option(...configOption)
  .option('-e, --read-from-env', 'read the DSN from the environment (it is read in any case)')
  .option('--batch-size <rows>', 'rows that go at once', wholeNumber)
  .option('--sleep-tables <time>', 'pause between two kinds of rows, such as 5s', duration)
  .option('--keep-last <time>', 'what is over for less than this stays, such as 24h', duration)
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
      const all = readConfig({ files: config, dev: false, ...here() }).config
      const { cleanUp } = await import('#commands/cleanup.ts')
      say(
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
  .description('check configuration files; nothing is started or changed')
  .argument('[files...]')
  .option(...configOption)
  .action((files: string[], { config }: { config: string[] }) => {
    const { lines, exitCode } = checkConfig({ files: [...config, ...files], dev: false, ...here() })
    say(lines)
    process.exitCode = exitCode
  })

configuration
  .command('upgrade')
  .description("print a configuration file in today's spelling; the file is not changed")
  .argument('<file>')
  .action((file: string) => say([upgradeConfig(file, process.cwd()).trimEnd()]))

const argon2 = program
  .command('hashers')
  .description('password hashing')
  .command('argon2')
  .description('the argon2id hasher')
argon2
  .command('calibrate')
  .description('find argon2id parameters that take about this long here')
  .argument('[time]', 'wanted time for a hash, such as 500ms', '500ms')
  .option(...configOption)
  .action(async (time: string, { config }: { config: string[] }) =>
    say(
      await (
        await import('#commands/hashers.ts')
      ).calibrate(time, readConfig({ files: config, dev: false, ...here() }).config.hashers),
    ),
  )
argon2
  .command('hash')
  .description('hash a password that comes on standard input')
  .option(...configOption)
  .action(async ({ config }: { config: string[] }) =>
    say([
      await (
        await import('#commands/hashers.ts')
      ).hashPassword(
        process.stdin,
        readConfig({ files: config, dev: false, ...here() }).config.hashers,
      ),
    ]),
  )

addIdentityCommands(program, (command) => command.option(...configOption), here)
addJsonnetCommands(program, {
  cwd: process.cwd(),
  input: process.stdin,
  print: (text) => void process.stdout.write(text),
  tell: (line) => void process.stderr.write(`${line}\n`),
})

program
  .command('version')
  .description('print the version')
  .action(() => say([version]))

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
