// https://mariadb.com/kb/en/galera-cluster-status-variables/
import { command, type Answer, type Statement } from '../../engine.ts'

/**
 * A node of a Galera cluster acknowledges a change before the others have made it. With this a
 * statement waits until its node has all that was acknowledged anywhere before: reads (1), updates and
 * deletes (2), inserts (4). Throws for a node that the others have given up, which only refuses.
 */
export async function joinOtherNodes(
  send: (statement: Statement) => Promise<Answer>,
): Promise<void> {
  const { rows } = await send(command("SHOW VARIABLES LIKE 'wsrep_on'"))
  if (rows[0]?.['Value'] !== 'ON') return
  const ready = await send(command("SHOW STATUS LIKE 'wsrep_ready'"))
  if (ready.rows[0]?.['Value'] !== 'ON') throw new Error('the node does not belong to its cluster')
  await send(command('SET SESSION wsrep_sync_wait = 7'))
}
