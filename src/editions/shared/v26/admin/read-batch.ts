import type { NewIdentity } from '#identity/prepare.ts'
import type { Request } from '#http/route.ts'
import { fieldsOf, jsonOf, listOf, objectOf, uuidOf, badRequest } from '../../fields.ts'
import { newIdentity } from './read-identity.ts'

/** One entry of a batch: the identity to create, if any, and the client's id for the entry. */
export type BatchItem = {
  readonly create: NewIdentity | undefined
  readonly patchId: string | undefined
}

/** Limits of a batch: entries, and passwords to hash. */
export const limits = { items: 1000, toHash: 200 } as const

/** Reads a batch. Throws Refusal for an invalid body or too many entries. */
export function readBatch({ body }: Request): readonly BatchItem[] {
  const items =
    listOf(fieldsOf(jsonOf(body), ['identities']), 'identities', readItem, limits.items) ?? []
  const toHash = items.filter(
    ({ create }) => create?.credentials?.password?.kind === 'cleartext',
  ).length
  // NOTE hashing more passwords would take longer than a client waits for a response
  if (toHash > limits.toHash)
    throw badRequest(
      `At most ${limits.toHash} identities of a batch can have a password that has yet to be ` +
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
