// `pallas move to-kratos`: writes what is in our database into one of the reference.
import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { readConfig } from '#config/read.ts'
import { foreignAlgorithms, type ForeignAlgorithm } from '#crypto/foreign-ciphers.ts'
import { lossKinds, type LossKind } from '#move/losses.ts'
import type { BackResult, BackTally } from '#move/back/move-back.ts'
import type { ConfigSource } from '../identities/context.ts'
import {
  print,
  printStderr,
  setFailed,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from '../options.ts'
import { moveOutOf } from './out-of.ts'
import { createMoveReport, everySecond, told } from './report.ts'
import { readForeignSecrets } from './secrets.ts'

type BackFlags = WithConfig & {
  readonly to: string
  readonly secrets: string
  readonly cipher?: ForeignAlgorithm
  readonly network?: string
  readonly report?: string
  readonly dryRun?: boolean
}

/** Adds `to-kratos` to `move`. */
export function addMoveBack(group: Command, context: ProcessContext): void {
  const command = withConfig(
    group
      .command('to-kratos')
      .description(
        'write people, credentials and sessions into a database of Ory Kratos v26.2 that is migrated ' +
          'and has nobody in it yet; all is written, or nothing',
      ),
  )
  withExitCodes(
    command
      .requiredOption('--to <dsn>', 'DSN of the database of Ory Kratos')
      .requiredOption(
        '--secrets <file>',
        'its configuration: tokens of providers are enciphered with ciphers.algorithm and the first ' +
          'of secrets.cipher that has 32 bytes',
      )
      .addOption(
        new Option(
          '--cipher <algorithm>',
          'in place of ciphers.algorithm; without both: as they were there, or else not at all',
        ).choices(foreignAlgorithms),
      )
      .option('--network <id>', 'which network (tenant), where the database has several')
      .option('--dry-run', 'write everything, and take it back')
      .option(
        '--report <file>',
        'file for what is not written, one line of JSON each; default: kratos-move-back.jsonl',
      )
      .action((flags: BackFlags) => moveToKratos(context, flags)),
    '0: done. 1: failed, or somebody could not be written, or the counts differ.',
  )
}

async function moveToKratos(context: ProcessContext, flags: BackFlags): Promise<void> {
  const where: ConfigSource = { files: flags.config, ...context }
  const given = readForeignSecrets(resolve(context.cwd, flags.secrets))
  const foreign = flags.cipher === undefined ? given : { ...given, algorithm: flags.cipher }
  readConfig({ ...where, dev: true })
  const file = resolve(context.cwd, flags.report ?? 'kratos-move-back.jsonl'),
    report = createMoveReport(file)
  const losses = Object.fromEntries(lossKinds.map((kind) => [kind, 0])) as Record<LossKind, number>
  try {
    const result = await moveOutOf(where, {
      to: flags.to,
      network: flags.network,
      foreign,
      dryRun: flags.dryRun === true,
      onLoss(loss) {
        losses[loss.kind]++
        report.tell(loss)
      },
      onProgress: everySecond((tally: BackTally) => printStderr(told('written', tally))),
    })
    print([...linesOf(result), told('not written', losses)])
    if (losses.person > 0 || !isWhole(result)) setFailed()
  } finally {
    report.end()
  }
  printStderr(`what was not written, and why: ${file}`)
}

const linesOf = ({ written, found }: BackResult): readonly string[] =>
  Object.entries(written).map(([table, count]) => {
    const there = found[table as keyof BackTally]
    return `${there === count ? 'checked' : 'DIFFERS'}  ${table}: ${count} written, ${there} there`
  })

const isWhole = ({ written, found }: BackResult): boolean =>
  Object.entries(written).every(([table, count]) => found[table as keyof BackTally] === count)
