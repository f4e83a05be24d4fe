// Declares `pallas backup` and `pallas restore`.
import type { Command } from 'commander'
import {
  print,
  printStderr,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from '../options.ts'

type WithKey = WithConfig & { readonly keyFile?: string; readonly force: boolean }
type RestoreFlags = WithKey & { readonly check: boolean; readonly withoutKeys: boolean }

const keyUsage = '--key-file <file>'
const warn = (sentence: string) => printStderr(`warning: ${sentence}`)
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** Adds the commands. */
export function addBackupCommands(program: Command, context: ProcessContext): void {
  withExitCodes(
    withConfig(
      program
        .command('backup')
        .description(
          'write the SQLite database, and the secrets that were generated for it, into one file, ' +
            'while servers run',
        )
        .argument('<file>'),
    )
      .option(
        keyUsage,
        'seal it with the key in this file, of at least 32 characters; also PALLAS_BACKUP_KEY',
      )
      .option('--force', 'replace a file of this name', false)
      .action(async (to: string, { config, keyFile, force }: WithKey) => {
        const { backupKey } = await import('./key.ts')
        const { makeBackup } = await import('./backup.ts')
        const key = backupKey(context, keyFile)
        const { path, databaseBytes } = await makeBackup(context, {
          files: config,
          to,
          key,
          replaces: force,
          warn,
        })
        print([
          `${path}: ${megabytes(databaseBytes)}, checked${key === undefined ? '' : ', sealed'}`,
        ])
      }),
    '0: the file is complete and was checked. 1: failed; there is no file.',
  )
  withExitCodes(
    withConfig(
      program
        .command('restore')
        .description(
          'put the database of a backup in the place that the configuration names; no server ' +
            'may run on it',
        )
        .argument('<file>'),
    )
      .option(keyUsage, 'the key that it was sealed with; also PALLAS_BACKUP_KEY')
      .option('--force', 'put a database that is there aside, under another name', false)
      .option('--check', 'only check the file, and restore nothing', false)
      .option(
        '--without-keys',
        'restore also where the secrets of the server that was backed up are not configured; what ' +
          'they have encrypted stays closed',
        false,
      )
      .action(async (from: string, flags: RestoreFlags) => {
        const { backupKey } = await import('./key.ts')
        const { restoreBackup } = await import('./restore.ts')
        const { manifest, database, kept } = await restoreBackup(context, {
          files: flags.config,
          from,
          key: backupKey(context, flags.keyFile),
          replaces: flags.force,
          withoutKeys: flags.withoutKeys,
          checks: flags.check,
          warn,
        })
        const of = `${manifest.createdAt}, by version ${manifest.version}`
        if (flags.check) return print([`${from}: as it was written at ${of}`])
        print([
          `${database}: as it was at ${of}`,
          ...(kept === undefined ? [] : [`what was there before: ${kept}`]),
        ])
      }),
    '0: done. 1: failed, and nothing was changed.',
  )
}
