// Puts the command line together. Modules that most commands do not need are imported on use, for a
// fast start.
import completions from '@bomb.sh/tab/commander'
import { Command, type Help } from 'commander'
import { addApiCommands } from './api/commands.ts'
import { addAuditCommands } from './audit-commands.ts'
import { addBackupCommands } from './backup/commands.ts'
import { addConfigCommands } from './config-commands.ts'
import { addDatabaseCommands } from './database-commands.ts'
import { addDoctorCommand } from './doctor.ts'
import { addHasherCommands } from './hashers-commands.ts'
import { addIdentityCommands } from './identities/identities.ts'
import { addJsonnetCommands } from './jsonnet.ts'
import { addLanguageCommands } from './language-commands.ts'
import { addMoveCommands } from './move/move.ts'
import { addOperatorCommands } from './operator-commands.ts'
import {
  print,
  printStderr,
  withExitCodes,
  withUnusedConfig,
  type ProcessContext,
} from './options.ts'
import { addServeCommands } from './serve-commands.ts'
import { version } from './version.ts'

/** Tells of defaults only where they are a value that somebody would type. */
const optionDescription: Help['optionDescription'] = (option) =>
  ['string', 'number'].includes(typeof option.defaultValue)
    ? `${option.description} (default: ${option.defaultValueDescription ?? option.defaultValue})`
    : option.description

/** The command line with all commands. `context`: what the commands read besides their arguments. */
export function createProgram(context: ProcessContext): Command {
  const program = new Command('pallas')
    .description('Identity and user-management server')
    .version(version, '-v, --version')
    .showHelpAfterError()
    .configureHelp({ optionDescription })
  addServeCommands(program, context)
  addDatabaseCommands(program, context)
  addBackupCommands(program, context)
  addConfigCommands(program, context)
  addDoctorCommand(program, context)
  addApiCommands(program, context)
  addIdentityCommands(program, context)
  addMoveCommands(program, context)
  addAuditCommands(program, context)
  addOperatorCommands(program, context)
  addHasherCommands(program, context)
  addLanguageCommands(program, context)
  addJsonnetCommands(program, {
    cwd: context.cwd,
    input: process.stdin,
    print: (text) => void process.stdout.write(text),
    printStderr,
  })
  withExitCodes(
    withUnusedConfig(program.command('version').description('print the version')).action(() =>
      print([version]),
    ),
  )
  completions(program, { completionCommandName: 'completion' })
  for (const command of program.commands)
    if (command.name() === 'completion')
      withExitCodes(command.description('print a script that completes commands in a shell'))
  return program
}
