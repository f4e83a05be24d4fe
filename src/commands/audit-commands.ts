// Declares `pallas audit verify`, `list` and `export`.
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Option, type Command } from 'commander'
import { exportFormats, exportLines, type ExportFormat } from '#audit/present.ts'
import { exportedLines, filterOf, verificationLines, withAudit, type AuditFlags } from './audit.ts'
import {
  print,
  printStderr,
  setFailed,
  wholeNumber,
  withConfig,
  withExitCodes,
  type ProcessContext,
} from './options.ts'

type ListFlags = AuditFlags & { readonly pageSize: number; readonly after?: string }
type ExportFlags = AuditFlags & { readonly format: ExportFormat; readonly output?: string }

const usualPageSize = 50

/** Adds the commands. */
export function addAuditCommands(program: Command, context: ProcessContext): void {
  const audit = program.command('audit').description('the record of what was done')
  const command = (name: string, description: string) =>
    withConfig(audit.command(name).description(description))
  const filtered = (one: Command) =>
    one
      .option('--actor <who>', 'the id or the kind (person, operator, token, …) of who has done it')
      .option('--action <name>', 'what was done, such as identity.deleted')
      .option('--target <id>', 'to whom or what')
      .option('--request-id <id>', 'the request it was done by')
      .option('--from <time>', 'RFC 3339')
      .option('--to <time>', 'before this time')

  withExitCodes(
    command('verify', 'look for entries that were changed, removed, added or reordered').action(
      async (flags: AuditFlags) => {
        const found = await withAudit(context, flags, 'audit verify', (one) => one.verify())
        print(verificationLines(found))
        if (found.faultCount > 0) setFailed()
      },
    ),
    '0: all is as it was written. 1: something is not, or the database cannot be reached.',
  )
  withExitCodes(
    filtered(command('list', 'print a page of entries as JSON lines, newest first'))
      .option('--page-size <count>', 'entries per page', wholeNumber, usualPageSize)
      .option('--after <id>', 'start after this entry')
      .action(async (flags: ListFlags) => {
        const { shown, last } = await withAudit(context, flags, 'audit list', (one) =>
          one.list(filterOf(flags), { limit: flags.pageSize, after: flags.after }),
        )
        print(exportLines(shown, 'jsonl', false))
        if (last !== undefined) printStderr(`next page: --after ${last}`)
      }),
  )
  withExitCodes(
    filtered(command('export', 'write all entries, newest first'))
      .addOption(
        new Option('--format <format>', 'of the lines').choices(exportFormats).default('jsonl'),
      )
      .option(
        '-o, --output <file>',
        'output file, readable by its owner only; default: standard output',
      )
      .action((flags: ExportFlags) =>
        withAudit(context, flags, 'audit export', async (one) => {
          const lines = Readable.from(exportedLines(one, filterOf(flags), flags.format))
          if (flags.output === undefined) await pipeline(lines, process.stdout, { end: false })
          else
            await pipeline(
              lines,
              createWriteStream(resolve(context.cwd, flags.output), { mode: 0o600 }),
            )
        }),
      ),
  )
}
