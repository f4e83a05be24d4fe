// Declares `hashers argon2 hash|calibrate|load-test`.
import { InvalidArgumentError, type Command } from 'commander'
import type { Config } from '#config/config.ts'
import { readConfig } from '#config/read.ts'
import {
  byteSize,
  duration,
  print,
  printStderr,
  setFailed,
  wholeNumber,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from './options.ts'
import type { CalibrationOptions } from './hashers.ts'
import { render, withFormat, type FormatFlags } from './output.ts'

type Hashers = Config['hashers']

/** The parameters of the command line, in place of those of the configuration. */
type ParameterFlags = WithConfig & {
  readonly iterations?: number
  readonly memory?: number
  readonly parallelism?: number
  readonly saltLength?: number
  readonly keyLength?: number
}

const hashersOf = (context: ProcessContext, flags: ParameterFlags): Hashers => {
  const { hashers } = readConfig({ files: flags.config, dev: false, ...context }).config
  const given = {
    ...(flags.iterations === undefined ? {} : { iterations: flags.iterations }),
    ...(flags.memory === undefined ? {} : { memoryKiB: Math.ceil(flags.memory / 1024) }),
    ...(flags.parallelism === undefined ? {} : { parallelism: flags.parallelism }),
    ...(flags.saltLength === undefined ? {} : { saltBytes: flags.saltLength }),
    ...(flags.keyLength === undefined ? {} : { keyBytes: flags.keyLength }),
  }
  return { ...hashers, algorithm: 'argon2', argon2: { ...hashers.argon2, ...given } }
}

/** What a machine can bear: more would stand still, or be ended by the system. */
const most = {
  memoryBytes: 4 * 2 ** 30,
  iterations: 1000,
  threads: 255,
  lengthBytes: 1024,
} as const

const atMost = (limit: number) => (text: string) => {
  const value = wholeNumber(text)
  if (value > limit) throw new InvalidArgumentError(`It must be at most ${limit}.`)
  return value
}
const memorySize = (text: string): number => {
  const bytes = byteSize(text)
  if (bytes > most.memoryBytes) throw new InvalidArgumentError('It must be at most 4GB.')
  return bytes
}

const withLengths = (command: Command) =>
  command
    .option(
      '--parallelism <threads>',
      'threads of a hash; else of the configuration',
      atMost(most.threads),
    )
    .option(
      '--salt-length <bytes>',
      'length of the salt; else of the configuration',
      atMost(most.lengthBytes),
    )
    .option(
      '--key-length <bytes>',
      'length of the key; else of the configuration',
      atMost(most.lengthBytes),
    )

const withParameters = (command: Command) =>
  withLengths(
    command
      .option(
        '--iterations <count>',
        'passes over the memory; else of the configuration',
        atMost(most.iterations),
      )
      .option(
        '--memory <size>',
        'memory of a hash, such as 128MB; else of the configuration',
        memorySize,
      ),
  )

/** Adds the commands. */
export function addHasherCommands(program: Command, context: ProcessContext): void {
  const argon2 = program
    .command('hashers')
    .description('password hashing')
    .command('argon2')
    .description('the argon2id hasher')
  addHash(argon2, context)
  addCalibrate(argon2, context)
  addLoadTest(argon2, context)
}

function addHash(argon2: Command, context: ProcessContext): void {
  const unused = ['dedicatedMemory', 'expectedDeviation', 'minDuration'] as const
  withExitCodes(
    withParameters(
      withConfig(
        argon2
          .command('hash')
          .description('print the hashes of passwords, or of the one on standard input')
          .argument('[passwords...]'),
      ),
    )
      .option('--parallel', 'hash all at once, as far as there are cores', false)
      .option('--dedicated-memory <size>', 'has no effect, and a warning says so', byteSize)
      .option('--expected-deviation <time>', 'has no effect, and a warning says so', duration)
      .option('--min-duration <time>', 'has no effect, and a warning says so', duration)
      .action(
        async (
          passwords: string[],
          flags: ParameterFlags & { parallel: boolean } & Partial<
              Record<(typeof unused)[number], number>
            >,
        ) => {
          for (const name of unused)
            if (flags[name] !== undefined)
              printStderr(
                `warning: --${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} has no effect`,
              )
          const { hashPasswords, passwordOf } = await import('./hashers.ts')
          const all = passwords.length > 0 ? passwords : [await passwordOf(process.stdin)]
          print(await hashPasswords(all, hashersOf(context, flags), flags.parallel))
        },
      ),
  )
}

type CalibrateFlags = ParameterFlags & FormatFlags & CalibrationOptions

function addCalibrate(argon2: Command, context: ProcessContext): void {
  withExitCodes(
    withFormat(
      withLengths(
        withConfig(
          argon2
            .command('calibrate')
            .description(
              'find argon2id parameters for this machine: for a number of sign-ins a minute, or ' +
                'whose hash takes about a time such as 500ms',
            )
            .argument('[load]', 'sign-ins a minute, or the time of a hash', '500ms'),
        ),
      ),
    )
      .option('-i, --start-iterations <count>', 'passes to start with', atMost(most.iterations))
      .option('-m, --start-memory <size>', 'memory to start with', memorySize)
      .option('--max-memory <size>', 'the most memory of a hash; 0B is no limit', byteSize)
      .option('--adjust-memory-by <size>', 'step by which memory is lowered', byteSize)
      .option('--dedicated-memory <size>', 'the most memory of all hashes at once', byteSize)
      .option('--max-concurrent <count>', 'the most hashes at once', wholeNumber, 16)
      .option(
        '--min-duration <time>',
        'for sign-ins a minute: the time of a hash (500ms)',
        duration,
      )
      .option('--expected-deviation <time>', 'warn when measurements differ by more', duration)
      .option('-r, --probe-runs <count>', 'hashes of a measurement', wholeNumber, 3)
      .action(async (load: string, { config, format, quiet, ...flags }: CalibrateFlags) => {
        const { calibrate, calibrationLines } = await import('./hashers.ts')
        const hashers = hashersOf(context, { config, ...flags })
        const { value, warnings, ...found } = await calibrate(load, hashers, flags)
        for (const warning of warnings) printStderr(`warning: ${warning}`)
        if (format.kind === 'default') print(calibrationLines(value, found, quiet))
        else
          process.stdout.write(
            render(
              {
                value,
                headings: Object.keys(value).map((key) => key.toUpperCase().replaceAll('_', ' ')),
                rows: [Object.values(value).map(String)],
                ids: [],
                isSingle: true,
              },
              { format, quiet },
            ),
          )
      }),
    '0: found. 1: this machine cannot bear the load, or called wrongly.',
  )
}

type LoadTestFlags = ParameterFlags &
  FormatFlags & {
    readonly for?: number
    readonly dedicatedMemory?: number
    readonly minDuration?: number
    readonly expectedDeviation?: number
  }

function addLoadTest(argon2: Command, context: ProcessContext): void {
  withExitCodes(
    withFormat(
      withParameters(
        withConfig(
          argon2
            .command('load-test')
            .description('hash as often as people sign in, and print how long that takes')
            .argument('<sign-ins>', 'sign-ins a minute', wholeNumber),
        ),
      ),
    )
      .option('--for <time>', 'how long hashes are begun (1m)', duration)
      .option('--dedicated-memory <size>', 'warn when the process uses more', byteSize)
      .option('--expected-deviation <time>', 'warn when times deviate by more', duration)
      .option('--min-duration <time>', 'warn when a hash takes less', duration)
      .action(async (perMinute: number, flags: LoadTestFlags) => {
        const { loadTest } = await import('./hashers.ts')
        const { printable, warnings, failed } = await loadTest(
          perMinute,
          hashersOf(context, flags),
          flags,
        )
        for (const warning of warnings) printStderr(`warning: ${warning}`)
        process.stdout.write(render(printable, flags))
        if (failed > 0) setFailed()
      }),
    '0: all were hashed. 1: some were refused, because too many waited.',
  )
}
