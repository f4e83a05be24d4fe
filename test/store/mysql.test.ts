import { mysqlDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'
import { dumpPromise } from './contract/dumps.ts'
import { encryptionPromises } from './contract/encryption.ts'
import { outagePromises } from './contract/outages.ts'

storeContract(mysqlDatabases)
outagePromises(mysqlDatabases)
dumpPromise(mysqlDatabases, 'mariadb-dump', 'mariadb')
encryptionPromises(mysqlDatabases, [
  ['a certificate of an unknown authority is refused', 'tls=true', '127.0.0.1', false],
  ['the option skip-verify asks for no proof', 'tls=skip-verify', '127.0.0.1', true],
  ['the option preferred asks for no proof', 'tls=preferred', '127.0.0.1', true],
])
