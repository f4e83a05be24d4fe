// The command line without its effects.
import type { Command } from 'commander'
import { arrange } from '#commands/arguments.ts'
import { createProgram } from '#commands/program.ts'
import { leaves } from '../../scripts/command-line-document.ts'

/** Parses without doing anything, and throws where the program would refuse; answers the command, its options and arguments. */
export async function parse(args: readonly string[]) {
  const program = createProgram({ env: {}, cwd: '/' })
  const all = leaves(program)
  let called: unknown
  for (const { name, command } of all)
    command.action((...given: unknown[]) => {
      called = { name, options: command.opts(), args: given.slice(0, -2) }
    })
  quiet(program)
  await program.parseAsync([...arrange(args, program)], { from: 'user' })
  return called
}

function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined })
  command.commands.forEach(quiet)
}
