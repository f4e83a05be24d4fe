import { mysqlDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'
import { outagePromises } from './contract/outages.ts'

storeContract(mysqlDatabases)
outagePromises(mysqlDatabases)
