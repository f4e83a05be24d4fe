// Options of the commands that use the API of administration, and where they find it.
import { InvalidArgumentError, type Command } from 'commander'
import { printStderr, warnUnusedConfig, type ProcessContext, type WithConfig } from '../options.ts'
import { withFormat, type FormatFlags } from '../output.ts'
import { createRemoteApi, endpointOf, type AdminApi } from './client.ts'
import type { Page, VerbIo } from './verbs.ts'

export type ApiFlags = WithConfig & FormatFlags & { readonly endpoint?: string }

export type PageFlags = Pick<Page, 'pageSize' | 'pageToken' | 'consistency'>

/** Adds the option that names a server. */
export const withEndpoint = (command: Command): Command =>
  command.option(
    '-e, --endpoint <url>',
    'admin API of a running server; also PALLAS_ADMIN_URL or KRATOS_ADMIN_URL, with a token in ' +
      'PALLAS_ADMIN_TOKEN',
  )

/** Adds the options of a command whose results the API answers. */
export const withApi = (command: Command): Command => withFormat(withEndpoint(command))

/** Adds the options of a list. */
export const withPages = (command: Command, defaultSize: string): Command =>
  command
    .option('--page-size <count>', `identities per page, at most 1000 (${defaultSize})`, pageSize)
    .option('--page-token <token>', 'the page with this token, as printed after the page before')
    .option('--consistency <level>', 'strong or eventual', consistency)

/** Input and output of this process. */
export const verbIo = ({ cwd }: ProcessContext): VerbIo => ({
  cwd,
  input: process.stdin,
  print: (text) => void process.stdout.write(text),
  printStderr,
})

/** Runs `work` with the API: of the server that is named, else on the database. */
export async function withApiOf<T>(
  { env, cwd }: ProcessContext,
  { config, endpoint }: Pick<ApiFlags, 'config' | 'endpoint'>,
  work: (api: AdminApi) => Promise<T>,
): Promise<T> {
  const url = endpointOf(endpoint, env)
  if (url !== undefined) warnUnusedConfig(config, 'the server has its own configuration')
  const api =
    url === undefined
      ? await (await import('./local.ts')).createLocalApi({ files: config, env, cwd })
      : createRemoteApi(url, env)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

/** The two arguments of a list in counted pages. Throws when only one is given. */
export function countedPage(
  page: string | undefined,
  perPage: string | undefined,
): Pick<Page, 'page' | 'perPage'> {
  if (page === undefined) return {}
  if (perPage === undefined)
    throw new Error('give both the page and the number of identities per page')
  if (!/^[0-9]{1,9}$/.test(page)) throw new Error('the page must be a whole number')
  return { page: Number(page), perPage: pageSize(perPage) }
}

/** Reads a page size. */
export function pageSize(text: string): number {
  const value = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > 1000)
    throw new InvalidArgumentError('The page size must be a whole number from 1 to 1000.')
  return value
}

function consistency(text: string): string {
  if (text === 'strong' || text === 'eventual') return text
  throw new InvalidArgumentError('It must be strong or eventual.')
}
