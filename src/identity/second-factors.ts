// The second factors that people have set up.
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Accounts } from './accounts.ts'
import { credentialTable, setUpSecondFactors } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Account } from './identity-store.ts'

/**
 * The account without the second factors that its owner has set up; the account itself where there
 * are none. Keys that are enough to sign in stay, as do codes, which follow from the addresses.
 */
export function withoutSecondFactors(accounts: Accounts, account: Account): Account {
  return account.credentials
    .filter(({ type }) => setUpSecondFactors.includes(type))
    .reduce((changed, credential) => without(accounts, changed, credential), account)
}

function without(accounts: Accounts, account: Account, credential: Credential): Account {
  const { type, config } = credential
  const { factor, entries } = credentialTable[type]
  if (factor === 'second') return accounts.withoutCredential(account, type)
  const list = entries ? entriesIn(config, entries.list) : []
  const kept = list.filter((one) => entries?.isWayIn !== undefined && one[entries.isWayIn] === true)
  if (!entries || kept.length === list.length) return account
  return kept.length === 0
    ? accounts.withoutSecret(account, type)
    : accounts.withCredential(account, {
        ...credential,
        config: { ...config, [entries.list]: kept },
      })
}

const entriesIn = (config: JsonObject, name: string): readonly JsonObject[] => {
  const list = config[name]
  return Array.isArray(list) ? list.filter((one: unknown): one is JsonObject => isObject(one)) : []
}
