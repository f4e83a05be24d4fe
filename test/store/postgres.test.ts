import { postgresDatabases } from '../support/databases.ts'
import { storeContract } from './contract/contract.ts'
import { dumpPromise } from './contract/dumps.ts'
import { encryptionPromises } from './contract/encryption.ts'
import { outagePromises } from './contract/outages.ts'

storeContract(postgresDatabases)
outagePromises(postgresDatabases)
dumpPromise(postgresDatabases, 'pg_dump', 'pg_restore')
encryptionPromises(postgresDatabases, [
  ['without a mode a certificate of an unknown authority is refused', '', '127.0.0.1', false],
  [
    'without a mode a certificate of a known authority is accepted',
    'sslrootcert=CA',
    '127.0.0.1',
    true,
  ],
  ['the mode prefer asks for no proof', 'sslmode=prefer', '127.0.0.1', true],
  ['the mode require asks for no proof', 'sslmode=require', '127.0.0.1', true],
  [
    'the mode verify-full refuses a certificate of an unknown authority',
    'sslmode=verify-full',
    '127.0.0.1',
    false,
  ],
  [
    'the mode verify-full refuses a certificate for another host',
    'sslmode=verify-full&sslrootcert=CA',
    'localhost',
    false,
  ],
  [
    'the mode verify-full accepts a certificate for the host',
    'sslmode=verify-full&sslrootcert=CA',
    '127.0.0.1',
    true,
  ],
  [
    'the mode verify-ca accepts a certificate for another host',
    'sslmode=verify-ca&sslrootcert=CA',
    'localhost',
    true,
  ],
  [
    'the mode verify-ca refuses a certificate of an unknown authority',
    'sslmode=verify-ca',
    '127.0.0.1',
    false,
  ],
])
