// Declares `pallas identities search` and `reindex`.
import type { Command } from 'commander'
import type { Followed } from '#identity/reindex.ts'
import { searchIdentities, type SearchOptions } from './search.ts'
import { withAdministration, type ConfigSource } from './context.ts'

type WithConfig = { readonly config: string[] }

export type SearchCommandParts = {
  readonly command: (usage: string, description: string) => Command
  readonly where: (options: WithConfig) => ConfigSource
  readonly print: (lines: readonly string[]) => void
  readonly printStderr: (line: string) => void
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

/** Adds the search commands. */
export function addSearchCommands({
  command,
  where,
  print: out,
  printStderr: tell,
}: SearchCommandParts): void {
  command(
    'search [words...]',
    'print the identities that match all conditions as JSON lines; ignores case and accents',
  )
    .option(
      '--trait <name=value>',
      'value of a searchable trait, such as name.first=Ada; repeatable',
      collect,
      [],
    )
    .option('--prefix <name=text>', 'beginning of a trait value; repeatable', collect, [])
    .option('--metadata-public <path=value>', 'value in public metadata; repeatable', collect, [])
    .option('--metadata-admin <path=value>', 'value in admin metadata; repeatable', collect, [])
    .option('--state <state>', 'active or inactive')
    .option('--schema <id>', 'the identity schema')
    .option('--created-from <time>', 'RFC 3339')
    .option('--created-to <time>', 'before this time')
    .option('--updated-from <time>', 'RFC 3339')
    .option('--updated-to <time>', 'before this time')
    .option('--last-sign-in-from <time>', 'RFC 3339')
    .option('--last-sign-in-to <time>', 'before this time')
    .option('--never-signed-in', 'only identities that never signed in')
    .option(
      '--sort <order>',
      'created_at, updated_at, last_sign_in or id; a leading minus sorts descending',
      '-created_at',
    )
    .option('--page-size <count>', 'identities per page', '50')
    .option('--after <position>', 'start after this position, as printed after the previous page')
    .option('--count', 'also print the total number')
    .action((words: string[], options: WithConfig & SearchOptions) =>
      withAdministration(where(options), async (_, { identitySearch }) => {
        const { lines, next, count, complete } = await searchIdentities(
          identitySearch,
          words,
          options,
        )
        out(lines)
        if (count !== undefined) tell(`found: ${count}`)
        if (next !== undefined) tell(`next page: --after ${next}`)
        if (!complete)
          tell('some identities are not indexed yet and may be missing: pallas identities reindex')
      }),
    )

  command(
    'refresh-addresses',
    'make the addresses and identifiers of identities again that were stored under another ' +
      'version of their schema; a server does this on start and when a schema changes; ' +
      'exit code 1 when some would be those of another identity',
  ).action((options: WithConfig) =>
    withAdministration(
      where(options),
      async (_, { reindex }) => {
        let looked = 0
        const changed: string[] = []
        const taken: string[] = []
        const report = (id: string, followed: Followed) =>
          void (followed === 'changed' ? changed : taken).push(id)
        for (let some = await reindex.some(report); some > 0; some = await reindex.some(report))
          looked += some
        for (const id of taken) tell(`${id}: belongs to another identity, stays as it was`)
        tell(`${looked} looked at, ${changed.length} changed`)
        if (taken.length > 0) process.exitCode = 1
      },
      { bulk: true },
    ),
  )

  command(
    'reindex',
    'index identities for the search that are not indexed, or were indexed under other ' +
      'search settings of their schema; a server does this on start',
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
