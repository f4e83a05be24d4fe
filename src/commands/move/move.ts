// `pallas move from-kratos`: brings what a database of the reference has into ours.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { rehearse, type MoveRequest } from '#move/move.ts'
import type { ConfigSource } from '../identities/context.ts'
import {
  print,
  printStderr,
  setFailed,
  wholeNumber,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from '../options.ts'
import { addMoveBack } from './back.ts'
import { moveInto } from './into.ts'
import { readerRequest } from './request.ts'
import { createMoveReport, everySecond, linesOf, progressOf } from './report.ts'
import { readForeignSecrets } from './secrets.ts'
import { readerInThreads } from './thread.ts'

type MoveFlags = WithConfig & {
  readonly from: string
  readonly secrets?: string
  readonly network?: string
  readonly report?: string
  readonly dryRun?: boolean
  readonly batch?: number
  readonly check?: number
  readonly wayBack: boolean
}

/** Adds `move from-kratos` and `move to-kratos`. */
export function addMoveCommands(program: Command, context: ProcessContext): void {
  const group = program.command('move').description('move from another server, and back')
  const command = withConfig(
    group
      .command('from-kratos')
      .description(
        'bring people, credentials and sessions from a database of Ory Kratos, which is only read; ' +
          'may be run again, after an interruption and to bring what has changed there since',
      ),
  )
  withExitCodes(
    command
      .requiredOption('--from <dsn>', 'DSN of the database of Ory Kratos')
      .option(
        '--secrets <file>',
        'its configuration, or a file with secrets.cipher: to open tokens of providers; those of ' +
          'our own configuration are tried besides',
      )
      .option('--network <id>', 'which network (tenant), where the database has several')
      .option('--dry-run', 'read everything and say what would be brought; store nothing')
      .option(
        '--report <file>',
        'file for what is not brought, one line of JSON each; default: kratos-move.jsonl',
      )
      .option('--batch <count>', 'how many people are written in one transaction', wholeNumber)
      .option(
        '--check <count>',
        'how many people are looked up afterwards as a sign-in does (default: 100)',
        wholeNumber,
      )
      .option(
        '--no-way-back',
        'do not keep what `move to-kratos` needs to write the same rows: their ids, exact times, and ' +
          'tokens of sessions, which are encrypted',
      )
      .action((flags: MoveFlags) => moveFromKratos(context, flags)),
    '0: done. 1: failed, or somebody could not be brought, or does not sign in, or the counts differ.',
  )
  addMoveBack(group, context)
}

async function moveFromKratos(context: ProcessContext, flags: MoveFlags): Promise<void> {
  const { cwd } = context
  const where: ConfigSource = { files: flags.config, ...context }
  const secrets =
    flags.secrets === undefined ? [] : readForeignSecrets(resolve(cwd, flags.secrets)).secrets
  const file = resolve(cwd, flags.report ?? 'kratos-move.jsonl'),
    report = createMoveReport(file)
  const request: MoveRequest = {
    onLoss: report.tell,
    onProgress: everySecond((tally) => printStderr(progressOf(tally))),
    ...(flags.batch === undefined ? {} : { limit: flags.batch }),
    ...(flags.check === undefined ? {} : { check: flags.check }),
  }
  const { from, network, wayBack: keeps } = flags
  const reader = readerInThreads(readerRequest(where, { from, network, secrets, keeps }))
  try {
    if (flags.dryRun === true) {
      print(linesOf(await rehearse(reader, request)))
      return
    }
    const result = await moveInto(where, reader, request)
    print(linesOf(result))
    const { losses } = result.tally
    if (losses.person + losses.check > 0 || result.comparison.some(({ isGood }) => !isGood))
      setFailed()
  } finally {
    report.end()
    await reader.close()
  }
  printStderr(`what was not brought, and why: ${file}`)
}
