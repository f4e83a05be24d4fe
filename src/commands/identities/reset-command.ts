// `pallas identities reset-second-factors`, which the API answers.
import type { Command } from 'commander'
import { withApi, type ApiFlags } from '../api/flags.ts'
import { withExitCodes } from '../options.ts'

export type ResetCommandParts = {
  readonly command: (usage: string, description: string) => Command
  readonly runs: {
    resetSecondFactors(
      ids: readonly string[],
      flags: ApiFlags & { readonly cancel: boolean },
    ): Promise<void>
  }
}

/** Adds the command. */
export function addResetCommand({ command, runs }: ResetCommandParts): void {
  withExitCodes(
    withApi(
      command(
        'reset-second-factors <ids...>',
        'remove the second factors of people after pallas.second_factor.reset_delay, of which ' +
          'they are told',
      ),
    )
      .option('--cancel', 'cancel what was begun', false)
      .action(runs.resetSecondFactors),
    '0: done. 1: failed for at least one; the others are done.',
  )
}
