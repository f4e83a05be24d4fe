// The commands of the API as functions, for both grammars.
import { createCheck } from '../identities/context.ts'
import { printStderr, setFailed, type ProcessContext } from '../options.ts'
import { render, type FormatFlags, type Printable } from '../output.ts'
import { endpointOf } from './client.ts'
import { countedPage, verbIo, withApiOf, type ApiFlags, type PageFlags } from './flags.ts'
import { createRemoteCheck, validateDescribed } from './validate.ts'
import {
  deleteIdentities,
  getIdentities,
  importIdentities,
  listIdentities,
  resetSecondFactors,
} from './verbs.ts'

const failUnless = (isGood: boolean) => void (isGood || setFailed())
const defaultPageSize = 100

export type GetFlags = ApiFlags & {
  readonly includeCredentials: readonly string[]
  readonly externalId?: boolean
}

/** The commands, each of which sets the exit code. */
export function createRuns(context: ProcessContext) {
  const io = verbIo(context)
  return {
    async list(
      page: string | undefined,
      perPage: string | undefined,
      { pageSize, pageToken, consistency, ...flags }: ApiFlags & PageFlags,
    ): Promise<void> {
      const counted = countedPage(page, perPage)
      if (counted.page !== undefined && (pageSize !== undefined || pageToken !== undefined))
        throw new Error('give either a page and its size, or --page-size and --page-token')
      const asked = {
        ...counted,
        ...(counted.page === undefined ? { pageSize: pageSize ?? defaultPageSize } : {}),
        ...(pageToken === undefined ? {} : { pageToken }),
        ...(consistency === undefined ? {} : { consistency }),
      }
      await withApiOf(context, flags, (api) => listIdentities(api, asked, flags, io))
    },

    get: (ids: readonly string[], flags: GetFlags): Promise<void> =>
      withApiOf(context, flags, async (api) =>
        failUnless(
          await getIdentities(
            api,
            ids,
            { credentials: flags.includeCredentials, byExternalId: flags.externalId === true },
            flags,
            io,
          ),
        ),
      ),

    import: (files: readonly string[], flags: ApiFlags): Promise<void> =>
      withApiOf(context, flags, async (api) =>
        failUnless(await importIdentities(api, files, flags, io)),
      ),

    delete: (ids: readonly string[], flags: ApiFlags): Promise<void> =>
      withApiOf(context, flags, async (api) =>
        failUnless(await deleteIdentities(api, ids, flags, io)),
      ),

    resetSecondFactors: (
      ids: readonly string[],
      { cancel, ...flags }: ApiFlags & { readonly cancel: boolean },
    ): Promise<void> =>
      withApiOf(context, flags, async (api) =>
        failUnless(await resetSecondFactors(api, ids, { cancel }, flags, io)),
      ),

    async validate(files: readonly string[], flags: ApiFlags): Promise<void> {
      const check =
        endpointOf(flags.endpoint, context.env) === undefined
          ? await createCheck({ files: flags.config, ...context })
          : await withApiOf(context, flags, createRemoteCheck)
      const { valid, refused } = await validateDescribed(check, files, io)
      if (flags.format.kind === 'default') {
        if (!flags.quiet) printStderr(`${valid} valid, ${refused} refused`)
      } else printOne({ valid, refused }, ['VALID', 'REFUSED'], flags)
      failUnless(refused === 0)
    },
  }
}

/** Prints one record. */
export function printOne(
  value: Readonly<Record<string, string | number | boolean>>,
  headings: readonly string[],
  flags: FormatFlags,
  { ids = [], isSingle = true }: Partial<Pick<Printable, 'ids' | 'isSingle'>> = {},
): void {
  const rows = [Object.values(value).map(String)]
  process.stdout.write(render({ value, headings, rows, ids, isSingle }, flags))
}
