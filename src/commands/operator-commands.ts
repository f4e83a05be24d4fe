// Declares `pallas tokens` and `pallas operators`.
import { Option, type Command } from 'commander'
import { presentOperator } from '#editions/pallas/operator-routes.ts'
import { presentToken } from '#editions/pallas/token-routes.ts'
import { systemClock } from '#lib/time.ts'
import { roles, type Role } from '#operators/role.ts'
import { withOperators } from './operators.ts'
import {
  days,
  print,
  printStderr,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from './options.ts'

type RoleFlags = WithConfig & { readonly role: Role }
type TokenFlags = RoleFlags & { readonly expiresIn?: number }

const roleOption = () => new Option('--role <role>', 'what it may do').choices(roles)
const lines = (all: readonly object[]) => print(all.map((one) => JSON.stringify(one)))

/** Adds the commands. */
export function addOperatorCommands(program: Command, context: ProcessContext): void {
  const tokens = program.command('tokens').description('the tokens of the admin API')
  const operators = program.command('operators').description('the people with a role')
  const command = (parent: Command, usage: string, description: string) =>
    withExitCodes(withConfig(parent.command(usage).description(description)))

  command(tokens, 'add <name>', 'make a token, and print its secret this once')
    .addOption(roleOption().default('viewer'))
    .option('--expires-in <time>', 'how long it is valid, such as 90d; default: always', days)
    .action(async (name: string, { config, role, expiresIn }: TokenFlags) => {
      const expiresAt = expiresIn === undefined ? undefined : systemClock() + expiresIn
      const { token, secret } = await withOperators(context, config, 'tokens add', (parts) =>
        parts.tokens.create({ name, role, expiresAt }),
      )
      printStderr(JSON.stringify(presentToken(token)))
      print([secret])
    })
  command(tokens, 'list', 'print the tokens as JSON lines, without their secrets').action(
    async ({ config }: WithConfig) =>
      lines(
        (await withOperators(context, config, 'tokens list', (parts) => parts.tokens.list())).map(
          presentToken,
        ),
      ),
  )
  command(tokens, 'remove <id>', 'revoke a token, at once').action(
    async (id: string, { config }: WithConfig) =>
      void (await withOperators(context, config, 'tokens remove', (parts) =>
        parts.tokens.revoke({ id }),
      )),
  )

  command(
    operators,
    'add <person>',
    'give a person, by id or confirmed address, a role in place of the one they have',
  )
    .addOption(roleOption().default('viewer'))
    .action(async (person: string, { config, role }: RoleFlags) =>
      lines([
        presentOperator(
          await withOperators(context, config, 'operators add', async (parts) =>
            parts.operators.add({ identityId: await parts.operators.identityIdOf(person), role }),
          ),
        ),
      ]),
    )
  command(operators, 'list', 'print the people with a role as JSON lines').action(
    async ({ config }: WithConfig) =>
      lines(
        (
          await withOperators(context, config, 'operators list', (parts) => parts.operators.list())
        ).map(presentOperator),
      ),
  )
  command(
    operators,
    'remove <person>',
    'take the role from a person, who keeps the account',
  ).action(
    async (person: string, { config }: WithConfig) =>
      void (await withOperators(context, config, 'operators remove', async (parts) =>
        parts.operators.remove({ identityId: await parts.operators.identityIdOf(person) }),
      )),
  )
}
