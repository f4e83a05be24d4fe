import type { Server } from '../../dsn/target.ts'
import { codeOf } from '../../failures.ts'
import { firstOf } from '../first-of.ts'
import type { Limits } from '../limits.ts'
import type { Connection } from '../pool.ts'
import { withTls } from '../tls.ts'
import { openMysql } from './connection.ts'
import { explainMysql } from './failures.ts'

/**
 * Opens connections to one of the servers. Throws `Refusal('unavailable')` where none can be reached.
 */
export function mysqlConnector(server: Server, limits: Limits): () => Promise<Connection> {
  const open = firstOf(
    server.places.map((place) =>
      withTls(
        server.tls,
        (options) => openMysql(server, place, options, limits),
        (error) => codeOf(error) === 'HANDSHAKE_NO_SSL_SUPPORT',
      ),
    ),
  )
  return async () => {
    try {
      return await open()
    } catch (error) {
      throw explainMysql(error)
    }
  }
}
