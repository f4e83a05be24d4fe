// Deletes what is kept of people in tables whose rows do not belong to an identity by themselves.
import type { Account } from '#identity/identity-store.ts'
import { deleteRows } from './delete-rows.ts'
import type { Database } from './database.ts'
import { uniqueValueRows } from './unique-values.ts'
import { digest, toKey } from './text.ts'

/** To be called in the transaction that deletes the identities. */
export async function eraseBeside({ db }: Database, accounts: readonly Account[]): Promise<void> {
  const keys = accounts.map(({ identity }) => toKey(identity.id))
  for (const table of ['pallas_flows', 'pallas_codes', 'pallas_outbox', 'pallas_budgets'] as const)
    await db.deleteFrom(table).where('identity_id', 'in', keys).execute()
  await deleteRows(db, 'pallas_lookups', accounts.flatMap(uniqueValueRows))
  await eraseMessages({ db }, accounts, keys)
}

/**
 * What was sent to people, also at addresses that they do not have any more. A message of which nobody
 * knows whose it is, as one with a code to sign up with, is found by the addresses that they have.
 */
async function eraseMessages(
  { db }: Pick<Database, 'db'>,
  accounts: readonly Account[],
  keys: readonly string[],
): Promise<void> {
  const addresses = [...new Set(accounts.flatMap(addressesOf))].map(digest)
  const theirs = db.selectFrom('pallas_messages').select('id').where('identity_id', 'in', keys)
  await db.deleteFrom('pallas_mailbox').where('id', 'in', theirs).execute()
  await db.deleteFrom('pallas_messages').where('identity_id', 'in', keys).execute()
  for (let at = 0; at < addresses.length; at += addressesAtOnce) {
    const some = addresses.slice(at, at + addressesAtOnce)
    await db.deleteFrom('pallas_mailbox').where('recipient_digest', 'in', some).execute()
    await db
      .deleteFrom('pallas_messages')
      .where('recipient_digest', 'in', some)
      .where('identity_id', 'is', null)
      .execute()
  }
}

/** In one statement. */
const addressesAtOnce = 200

const addressesOf = ({ identity, credentials }: Account): readonly string[] => [
  ...identity.verifiableAddresses.map(({ value }) => value),
  ...identity.recoveryAddresses.map(({ value }) => value),
  ...credentials.flatMap(({ identifiers }) => identifiers),
]
