import type { NewIdentity } from '#identity/prepare.ts'
import type { Request } from '#http/route.ts'
import { fieldsOf, jsonOf, listOf, objectOf, uuidOf, wrong } from '../../fields.ts'
import { newIdentity } from './read-identity.ts'

/** One of many: what to create, if anything, and by what its caller knows it. */
export type BatchItem = {
  readonly create: NewIdentity | undefined
  readonly patchId: string | undefined
}

export const most = { items: 1000, toHash: 200 } as const

/** Throws Refusal for too many, and for a body that is not written as it must be. */
export function readBatch({ body }: Request): readonly BatchItem[] {
  const items =
    listOf(fieldsOf(jsonOf(body), ['identities']), 'identities', readItem, most.items) ?? []
  const toHash = items.filter(
    ({ create }) => create?.credentials?.password?.kind === 'cleartext',
  ).length
  // NOTE hashing more would take longer than a caller waits
  if (toHash > most.toHash)
    throw wrong(
      `At most ${most.toHash} identities of a batch can have a password that has yet to be ` +
        `hashed; these are ${toHash}. Send hashed passwords, or smaller batches.`,
    )
  return items
}

function readItem(entry: unknown, at: string): BatchItem {
  const fields = fieldsOf(entry, ['create', 'patch_id'], at)
  const create = objectOf(fields, 'create')
  return {
    create: create && newIdentity(create, `${at}.create`),
    patchId: uuidOf(fields, 'patch_id'),
  }
}
