import { sqliteDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'

storeContract(sqliteDatabases)
