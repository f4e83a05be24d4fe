import type { Administration } from '#identity/administration.ts'
import { describeAccount } from '#identity/import-format.ts'

const pageSize = 250

/** Yields every identity as a JSON line in import format, ordered by id. */
export async function* exportIdentities(
  administration: Administration,
  withCredentials: boolean,
): AsyncGenerator<string> {
  let after: string | undefined
  do {
    const { accounts, more } = await administration.list(
      {},
      { limit: pageSize, ...(after === undefined ? {} : { after }) },
    )
    for (const account of accounts)
      yield `${JSON.stringify(describeAccount(account, withCredentials))}\n`
    after = more ? accounts.at(-1)?.identity.id : undefined
  } while (after !== undefined)
}
