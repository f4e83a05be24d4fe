import { existsSync } from 'node:fs'
import { mysqlDatabases } from '../support/databases.ts'
import { skipWithout } from '../support/programs.ts'
import { failoverPromises } from './failover.ts'
import { galera, library } from './galera.ts'

const missing = existsSync(library) ? false : 'Galera is not installed: apt-get install galera-4'

failoverPromises(galera(), mysqlDatabases.skip || missing || skipWithout('rsync', 'unshare'))
