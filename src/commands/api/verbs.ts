// What the commands for identities do with the API of administration.
import { stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { recordsOf } from '../identities/read-records.ts'
import { render, type FormatFlags } from '../output.ts'
import { parsed, reasonOf, type AdminApi } from './client.ts'
import { identityTable, idTable, type IdentityJson } from './identity-table.ts'

export type VerbIo = {
  readonly cwd: string
  readonly input: AsyncIterable<Buffer | string>
  /** Writes to standard output. */
  print(text: string): void
  /** Writes a line to standard error. */
  printStderr(line: string): void
}

export type Page = {
  /** Of a list in pages that are counted. */
  readonly page?: number
  readonly perPage?: number
  readonly pageSize?: number
  readonly pageToken?: string
  readonly consistency?: string
}

const path = '/admin/identities'
const isOk = (status: number) => status >= 200 && status < 300
const queryOf = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) query.append(name, String(value))
  return query.size === 0 ? '' : `?${query.toString()}`
}

/** Prints a page of identities. Throws an error when there is none. */
export async function listIdentities(
  api: AdminApi,
  { page, perPage, pageSize, pageToken, consistency }: Page,
  flags: FormatFlags,
  io: VerbIo,
): Promise<void> {
  const query = queryOf({
    page,
    per_page: perPage,
    page_size: pageSize,
    page_token: pageToken,
    consistency,
  })
  const answer = await api.call('GET', path + query)
  if (!isOk(answer.status) || !Array.isArray(answer.json)) throw new Error(reasonOf(answer))
  io.print(render(identityTable(answer.json as readonly IdentityJson[], false), flags))
  if (flags.quiet) return
  if (flags.format.kind === 'default' || flags.format.kind === 'table')
    io.print(
      answer.nextPage === undefined
        ? '\nIS LAST PAGE     true\n'
        : `\nNEXT PAGE TOKEN  ${answer.nextPage}\nIS LAST PAGE     false\n`,
    )
  else if (answer.nextPage !== undefined)
    io.printStderr(`next page: --page-token ${answer.nextPage}`)
}

/** Prints identities. Returns whether all were found; the others are told on standard error. */
export async function getIdentities(
  api: AdminApi,
  ids: readonly string[],
  {
    credentials,
    byExternalId,
  }: { readonly credentials: readonly string[]; readonly byExternalId: boolean },
  flags: FormatFlags,
  io: VerbIo,
): Promise<boolean> {
  const query = new URLSearchParams(credentials.map((type) => ['include_credential', type]))
  const found: IdentityJson[] = []
  let isAll = true
  for (const id of ids) {
    const at = byExternalId ? `${path}/by/external` : path
    const answer = await api.call('GET', `${at}/${encodeURIComponent(id)}?${query.toString()}`)
    if (isOk(answer.status)) found.push(answer.json as IdentityJson)
    else {
      isAll = false
      io.printStderr(`${id}: ${reasonOf(answer)}`)
    }
  }
  if (found.length > 0) io.print(render(identityTable(found, ids.length === 1), flags))
  return isAll
}

/** Deletes identities and prints their ids. Returns whether all were deleted. */
export async function deleteIdentities(
  api: AdminApi,
  ids: readonly string[],
  flags: FormatFlags,
  io: VerbIo,
): Promise<boolean> {
  const deleted: string[] = []
  for (const id of ids) {
    const answer = await api.call('DELETE', `${path}/${encodeURIComponent(id)}`)
    if (isOk(answer.status)) deleted.push(id)
    else io.printStderr(`${id}: ${reasonOf(answer)}`)
  }
  if (deleted.length > 0) io.print(render(idTable(deleted), flags))
  return deleted.length === ids.length
}

/**
 * Begins, or cancels, the removal of second factors, and prints when each is done. Returns whether
 * all of it worked.
 */
export async function resetSecondFactors(
  api: AdminApi,
  ids: readonly string[],
  { cancel }: { readonly cancel: boolean },
  flags: FormatFlags,
  io: VerbIo,
): Promise<boolean> {
  const done: { readonly id: string; readonly due: string }[] = []
  for (const id of ids) {
    const answer = await api.call(
      cancel ? 'DELETE' : 'POST',
      `/admin/pallas/identities/${encodeURIComponent(id)}/second-factor-reset`,
    )
    if (isOk(answer.status)) {
      const { due_at: due } = (answer.json ?? {}) as { readonly due_at?: unknown }
      done.push({ id, due: typeof due === 'string' ? due : '' })
    } else io.printStderr(`${id}: ${reasonOf(answer)}`)
  }
  const ofDone = done.map(({ id }) => id)
  const begun = {
    value: done,
    isSingle: false,
    headings: ['ID', 'DUE AT'],
    rows: done.map(({ id, due }) => [id, due]),
    ids: ofDone,
  }
  if (done.length > 0) io.print(render(cancel ? idTable(ofDone) : begun, flags))
  return done.length === ids.length
}

/** A description of an identity in a file, or why it could not be read. */
export type Described = { readonly place: string } & (
  | { readonly body: Readonly<Record<string, unknown>> }
  | { readonly fault: string }
)

/** The identities in files, or on standard input when none is named. */
export async function* describedIn(
  files: readonly string[],
  { cwd, input }: VerbIo,
): AsyncGenerator<Described> {
  const sources = files.length === 0 ? ['-'] : files
  // NOTE a file that is missing is told before anything is done
  for (const file of sources) if (file !== '-') await stat(resolve(cwd, file))
  for (const file of sources) {
    const from = file === '-' ? input : createReadStream(resolve(cwd, file))
    for await (const records of recordsOf(from))
      for (const record of records) {
        const place = `${file === '-' ? 'standard input' : file} ${record.number}`
        const value = 'bytes' in record ? parsed(record.bytes.toString('utf8')) : undefined
        if ('fault' in record) yield { place, fault: `cannot be read: ${record.fault}` }
        else if (record.isTable)
          yield { place, fault: 'is of a table, which is read only without an endpoint' }
        else if (typeof value !== 'object' || value === null || Array.isArray(value))
          yield { place, fault: 'is no JSON object' }
        else yield { place, body: value as Readonly<Record<string, unknown>> }
      }
  }
}

/** Creates the described identities and prints them. Returns whether all were created. */
export async function importIdentities(
  api: AdminApi,
  files: readonly string[],
  flags: FormatFlags,
  io: VerbIo,
): Promise<boolean> {
  const created: IdentityJson[] = []
  let described = 0
  try {
    for await (const one of describedIn(files, io)) {
      described++
      if ('fault' in one) io.printStderr(`${one.place}: ${one.fault}`)
      else {
        const answer = await api.call('POST', path, one.body)
        if (isOk(answer.status)) created.push(answer.json as IdentityJson)
        else io.printStderr(`${one.place}: ${reasonOf(answer)}`)
      }
    }
  } finally {
    if (created.length > 0) io.print(render(identityTable(created, described === 1), flags))
  }
  return created.length === described
}
