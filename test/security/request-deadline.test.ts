// Security requirement 88: hooks, hashing, providers and databases share the time of a request; past
// it the answer is 503 and nothing was stored.
import { describe } from 'node:test'
import { pastTheTime, withinTheTime } from '../support/deadline-promises.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { waits } from '../support/slow-operations.ts'
import type { Thing } from '../support/slow-server.ts'

// NOTE they wait most of the time; those that hash take the processors from the others
const things = Object.keys(waits) as Thing[]
describe('a request with one deadline', { concurrency: true }, () => {
  for (const thing of things.filter((one) => one !== 'a hash')) {
    pastTheTime(thing, sqliteDatabases)
    withinTheTime(thing, sqliteDatabases)
  }
})
pastTheTime('a hash', sqliteDatabases)
