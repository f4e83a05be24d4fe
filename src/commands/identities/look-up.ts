// `pallas identities get`, `list` and `delete`.
import { Refusal } from '#errors/refusal.ts'
import type { Administration } from '#identity/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { describeAccount } from '#identity/import-format.ts'

const asLine = (account: Account) => JSON.stringify(describeAccount(account, false))

/** Finds identities by id, or by external id; returns them as JSON lines, and the unknown ids. */
export async function getIdentities(
  administration: Administration,
  ids: readonly string[],
  byExternalId = false,
): Promise<{ readonly lines: readonly string[]; readonly unknown: readonly string[] }> {
  const lines: string[] = [],
    unknown: string[] = []
  for (const id of ids) {
    const account = await unlessNotFound(
      byExternalId ? administration.findByExternalId(id) : administration.find(id.toLowerCase()),
    )
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

/**
 * A page of identities as JSON lines. `next`: the `after` of the next page, undefined on the last.
 */
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

/** Deletes identities; returns the deleted ids and the unknown ones. */
export async function deleteIdentities(
  administration: Administration,
  ids: readonly string[],
): Promise<{ readonly deleted: readonly string[]; readonly unknown: readonly string[] }> {
  const deleted: string[] = [],
    unknown: string[] = []
  for (const id of ids) {
    if (await unlessNotFound(administration.delete(id.toLowerCase()))) deleted.push(id)
    else unknown.push(id)
  }
  return { deleted, unknown }
}

async function unlessNotFound<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not-found') return undefined
    throw error
  }
}
