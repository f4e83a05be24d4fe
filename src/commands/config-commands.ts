// Declares `pallas config check` and `pallas config upgrade`.
import type { Command } from 'commander'
import { upgradeConfig } from '#config/upgrade.ts'
import {
  print,
  withConfig,
  withExitCodes,
  withUnusedConfig,
  type ProcessContext,
  type WithConfig,
} from './options.ts'

/** Adds the commands for configuration files. */
export function addConfigCommands(program: Command, context: ProcessContext): void {
  const configuration = program.command('config').description('configuration')
  withExitCodes(
    withConfig(
      configuration
        .command('check')
        .description('check configuration files without starting anything')
        .argument('[files...]'),
    ).action(async (files: string[], { config }: WithConfig) => {
      const { checkConfig } = await import('#config/check.ts')
      const { schemasOf } = await import('./schemas.ts')
      const { lines, exitCode } = await checkConfig(
        { files: [...config, ...files], dev: false, ...context },
        schemasOf,
      )
      print(lines)
      process.exitCode = exitCode
    }),
    '0: valid. 1: there is a fault.',
  )
  withExitCodes(
    withUnusedConfig(
      configuration
        .command('upgrade')
        .description(
          'print a configuration file converted to the current keys; the file is not changed',
        )
        .argument('<file>'),
    ).action((file: string) => print([upgradeConfig(file, context.cwd).trimEnd()])),
  )
}
