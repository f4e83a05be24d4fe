// `pallas identities get`, `list` and `delete`.
import { Refusal } from '#errors/refusal.ts'
import type { Administration } from '#identity/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { writeLine } from './format.ts'

const asLine = (account: Account) => JSON.stringify(writeLine(account, false))

/** Each as a JSON line, and the ids that are not known. */
export async function getIdentities(
  administration: Administration,
  ids: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly unknown: readonly string[] }> {
  const lines: string[] = [],
    unknown: string[] = []
  for (const id of ids) {
    const account = await known(administration.find(id.toLowerCase()))
    if (account) lines.push(asLine(account))
    else unknown.push(id)
  }
  return { lines, unknown }
}

export type ListRequest = {
  readonly limit: number
  readonly after: string | undefined
  readonly identifier: string | undefined
}

/** A page of them as JSON lines; `next` is what to give as `after` for the page that follows. */
export async function listIdentities(
  administration: Administration,
  { limit, after, identifier }: ListRequest,
): Promise<{ readonly lines: readonly string[]; readonly next: string | undefined }> {
  const { accounts, more } = await administration.list(
    identifier === undefined ? {} : { identifier },
    { limit, ...(after === undefined ? {} : { after: after.toLowerCase() }) },
  )
  return { lines: accounts.map(asLine), next: more ? accounts.at(-1)?.identity.id : undefined }
}

/** The ids that were deleted, and those that are not known. */
export async function deleteIdentities(
  administration: Administration,
  ids: readonly string[],
): Promise<{ readonly deleted: readonly string[]; readonly unknown: readonly string[] }> {
  const deleted: string[] = [],
    unknown: string[] = []
  for (const id of ids) {
    if (await known(administration.delete(id.toLowerCase()))) deleted.push(id)
    else unknown.push(id)
  }
  return { deleted, unknown }
}

async function known<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not-found') return undefined
    throw error
  }
}
