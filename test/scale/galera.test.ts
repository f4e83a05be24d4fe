import { existsSync } from 'node:fs'
import { mysqlDatabases } from '../support/databases.ts'
import { skipWithout } from '../support/programs.ts'
import { failoverPromises } from './failover.ts'
import { galera, library } from './galera.ts'
import { wakingPromises } from './waking.ts'

const missing = existsSync(library) ? false : 'Galera is not installed: apt-get install galera-4'

const skip = mysqlDatabases.skip || missing || skipWithout('rsync', 'unshare')
for (const loss of ['killed', 'frozen'] as const) failoverPromises(galera(), loss, skip)

const cluster = galera()
wakingPromises(cluster, skip, cluster.dsnOfFirst)
