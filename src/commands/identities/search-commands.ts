// The rows of the command line for searching.
import type { Command } from 'commander'
import { searchIdentities, type SearchOptions } from './search.ts'
import { withAdministration, type Where } from './context.ts'

type WithConfig = { readonly config: string[] }

export type SearchCommandParts = {
  readonly command: (usage: string, description: string) => Command
  readonly where: (options: WithConfig) => Where
  readonly out: (lines: readonly string[]) => void
  readonly tell: (line: string) => void
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

export function addSearchCommands({ command, where, out, tell }: SearchCommandParts): void {
  command(
    'search [words...]',
    'print identities as JSON lines of which all that is given holds; case and accents make no difference',
  )
    .option(
      '--trait <name=value>',
      'a trait that is searched, such as name.first=Ada; may be given more than once',
      collect,
      [],
    )
    .option('--prefix <name=text>', 'how a trait begins', collect, [])
    .option('--metadata-public <path=value>', 'a single value in public metadata', collect, [])
    .option('--metadata-admin <path=value>', 'a single value in admin metadata', collect, [])
    .option('--state <state>', 'active or inactive')
    .option('--schema <id>', 'the identity schema')
    .option('--created-from <time>', 'RFC 3339')
    .option('--created-to <time>', 'before this time')
    .option('--updated-from <time>', 'RFC 3339')
    .option('--updated-to <time>', 'before this time')
    .option('--last-sign-in-from <time>', 'RFC 3339')
    .option('--last-sign-in-to <time>', 'before this time')
    .option('--never-signed-in', 'those who never did')
    .option(
      '--sort <order>',
      'created_at, updated_at, last_sign_in or id; with a minus sign for the other direction',
      '-created_at',
    )
    .option('--page-size <count>', 'how many', '50')
    .option('--after <position>', 'begin after this one')
    .option('--count', 'also say how many there are in all')
    .action((words: string[], options: WithConfig & SearchOptions) =>
      withAdministration(where(options), async (_, { identitySearch }) => {
        const { lines, next, count, complete } = await searchIdentities(
          identitySearch,
          words,
          options,
        )
        out(lines)
        if (count !== undefined) tell(`found: ${count}`)
        if (next !== undefined) tell(`more: --after ${next}`)
        if (!complete)
          tell('some identities are not indexed yet and may be missing: pallas identities reindex')
      }),
    )

  command(
    'reindex',
    'index identities for the search that are not indexed yet, or by other marks of their ' +
      'schema; a server does the same when it starts',
  ).action((options: WithConfig) =>
    withAdministration(
      where(options),
      async (_, { reindex }) => {
        let indexed = 0
        for (let some = await reindex.some(); some > 0; some = await reindex.some()) indexed += some
        tell(`${indexed} indexed`)
      },
      { bulk: true },
    ),
  )
}
