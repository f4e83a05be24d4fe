// Declares `list|get|import|delete|validate identities` and `remote status|version`, which work on a
// running server, or without one on the database of the configuration.
import type { Command } from 'commander'
import {
  collect,
  printStderr,
  setFailed,
  withConfig,
  withExitCodes,
  withUnusedConfig,
  type ProcessContext,
} from '../options.ts'
import { withFormat, type FormatFlags } from '../output.ts'
import { createRemoteApi, endpointOf, reasonOf, type AdminApi } from './client.ts'
import { withApi, withEndpoint, withPages } from './flags.ts'
import { createRuns, printOne } from './runs.ts'

const some = '0: done. 1: failed for at least one; the others are done and printed.'

/** Adds the commands. */
export function addApiCommands(program: Command, context: ProcessContext): void {
  const runs = createRuns(context)
  const group = (name: string, description: string) =>
    program.command(name).description(description)

  withExitCodes(
    withPages(
      withApi(
        withConfig(
          group('list', 'list records')
            .alias('ls')
            .command('identities')
            .description('print a page of identities')
            .argument('[page]', 'number of the page, counted from 1')
            .argument('[per-page]', 'identities per page'),
        ),
      ),
      'by default 100',
    ).action(runs.list),
  )
  withExitCodes(
    withApi(
      withConfig(
        group('get', 'print records')
          .command('identity')
          .alias('identities')
          .description('print identities')
          .argument('<ids...>'),
      ),
    )
      .option(
        '-i, --include-credentials <type>',
        'include credentials of this type, such as oidc; repeatable',
        collect,
        [] as readonly string[],
      )
      .action(runs.get),
    some,
  )
  withExitCodes(
    withApi(
      withConfig(
        group('import', 'create records from files')
          .command('identities')
          .alias('identity')
          .description(
            'create identities from files, or from standard input: one JSON object, an array, or ' +
              'JSON lines',
          )
          .argument('[files...]'),
      ),
    ).action(runs.import),
    some,
  )
  withExitCodes(
    withApi(
      withConfig(
        group('delete', 'delete records')
          .command('identity')
          .alias('identities')
          .description('delete identities with their credentials and sessions, and print their ids')
          .argument('<ids...>'),
      ),
    ).action(runs.delete),
    some,
  )
  withExitCodes(
    withApi(
      withConfig(
        group('validate', 'check files')
          .command('identity')
          .alias('identities')
          .description(
            'check the identities in files, or on standard input, against the identity schemas ' +
              'without storing anything',
          )
          .argument('[files...]'),
      ),
    ).action(runs.validate),
    '0: all are valid. 1: at least one is not.',
  )
  addRemoteCommands(program, context)
}

type RemoteFlags = FormatFlags & { readonly endpoint?: string }

function addRemoteCommands(program: Command, context: ProcessContext): void {
  const remote = program.command('remote').description('a running server')
  const command = (name: string, description: string) =>
    withFormat(withEndpoint(withUnusedConfig(remote.command(name).description(description))))
  withExitCodes(
    command('status', 'print whether a server is alive and ready').action(
      async ({ endpoint, ...flags }: RemoteFlags) => {
        const api = remoteApi(context, endpoint)
        const isGood = async (path: string) => (await api.call('GET', path)).status === 200
        const alive = await isGood('/health/alive').catch((error: unknown) => {
          printStderr(`pallas: ${error instanceof Error ? error.message : 'no answer'}`)
          return false
        })
        const ready = alive && (await isGood('/health/ready').catch(() => false))
        printOne({ alive, ready }, ['ALIVE', 'READY'], flags, { isSingle: false })
        if (!ready) setFailed()
      },
    ),
    '0: alive and ready. 1: not.',
  )
  withExitCodes(
    command('version', 'print the version of a server').action(
      async ({ endpoint, ...flags }: RemoteFlags) => {
        const answer = await remoteApi(context, endpoint).call('GET', '/version')
        const { version } = (answer.json ?? {}) as { readonly version?: unknown }
        if (answer.status !== 200 || typeof version !== 'string') throw new Error(reasonOf(answer))
        printOne({ version }, ['VERSION'], flags, { ids: [version] })
      },
    ),
  )
}

function remoteApi({ env }: ProcessContext, flag: string | undefined): AdminApi {
  const endpoint = endpointOf(flag, env)
  if (endpoint === undefined)
    throw new Error('name the server with --endpoint, PALLAS_ADMIN_URL or KRATOS_ADMIN_URL')
  return createRemoteApi(endpoint, env)
}
