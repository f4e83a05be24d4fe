import { mysqlDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'

storeContract(mysqlDatabases)
