// `pallas move from-kratos`: brings what a database of the reference has into ours.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '#config/read.ts'
import { systemClock } from '#lib/time.ts'
import type { Tally } from '#move/tally.ts'
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
import { moveInto } from './into.ts'
import { createMoveReport, linesOf, progressOf } from './report.ts'
import { readCipherSecrets } from './secrets.ts'
import { readerInThread } from './thread.ts'

type MoveFlags = WithConfig & {
  readonly from: string
  readonly secrets?: string
  readonly network?: string
  readonly report?: string
  readonly dryRun?: boolean
  readonly batch?: number
}

/** Adds `move from-kratos`. */
export function addMoveCommands(program: Command, context: ProcessContext): void {
  const command = withConfig(
    program
      .command('move')
      .description('move from another server')
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
      .action((flags: MoveFlags) => moveFromKratos(context, flags)),
    '0: done. 1: failed, or somebody could not be brought, or the counts differ.',
  )
}

async function moveFromKratos(context: ProcessContext, flags: MoveFlags): Promise<void> {
  const { cwd } = context
  const where: ConfigSource = { files: flags.config, ...context }
  const secrets = flags.secrets === undefined ? [] : readCipherSecrets(resolve(cwd, flags.secrets))
  // NOTE read here first, so that generated secrets are stored before the thread reads them
  readConfig({ ...where, dev: true })
  const file = resolve(cwd, flags.report ?? 'kratos-move.jsonl'),
    report = createMoveReport(file)
  const request: MoveRequest = {
    onLoss: report.tell,
    onProgress: everySecond((tally) => printStderr(progressOf(tally))),
    ...(flags.batch === undefined ? {} : { limit: flags.batch }),
  }
  const reader = readerInThread({ ...where, from: flags.from, network: flags.network, secrets })
  try {
    if (flags.dryRun === true) {
      print(linesOf(await rehearse(reader, request)))
      return
    }
    const result = await moveInto(where, reader, request)
    print(linesOf(result))
    if (result.tally.losses.person > 0 || result.comparison.some(({ isGood }) => !isGood))
      setFailed()
  } finally {
    report.end()
    await reader.close()
  }
  printStderr(`what was not brought, and why: ${file}`)
}

const progressIntervalMs = 1000

function everySecond(show: (tally: Tally) => void): (tally: Tally) => void {
  let shownAt = systemClock()
  return (tally) => {
    if (systemClock() - shownAt < progressIntervalMs) return
    shownAt = systemClock()
    show(tally)
  }
}
