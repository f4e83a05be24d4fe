import { postgresDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'

storeContract(postgresDatabases)
