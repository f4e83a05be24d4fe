import type { IdentityStore } from '#identity/identity-store.ts'
import type { Database } from './database.ts'
import { readIdentities } from './identity-read.ts'
import { sampleConfigs } from './sample-configs.ts'
import { writeIdentities } from './identity-write.ts'

export function createIdentityStore(database: Database): IdentityStore {
  const reading = readIdentities(database)
  return {
    ...reading,
    ...writeIdentities(database, reading),
    sampleConfigs: sampleConfigs(database),
  }
}
