// Security requirement 88: hooks, hashing, providers and databases share the time of a request; past
// it the answer is 503 and nothing was stored.
import { pastTheTime, withinTheTime } from '../support/deadline-promises.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { waits } from '../support/slow-operations.ts'
import type { Thing } from '../support/slow-server.ts'

// NOTE hashes take the processors from everything else
const things = (Object.keys(waits) as Thing[]).filter((one) => one !== 'a hash')
pastTheTime(things, sqliteDatabases)
withinTheTime(things, sqliteDatabases)
pastTheTime(['a hash'], sqliteDatabases)
