import type { Place, Target, Wanted } from '../../dsn/target.ts'
import { firstOf } from '../first-of.ts'
import type { Limits } from '../limits.ts'
import type { Connection } from '../pool.ts'
import { withTls } from '../tls.ts'
import { openPostgres } from './connection.ts'
import { explainPostgres } from './failures.ts'
import { roleOf } from './roles.ts'
import { createTimelines } from './timeline.ts'

/**
 * Opens connections to a server that is what is wanted. Throws `Refusal('unavailable')` where none can
 * be reached.
 */
export function postgresConnector(
  target: Extract<Target, { readonly kind: 'postgres' }>,
  limits: Limits,
): () => Promise<Connection> {
  const { places, tls } = target.server
  const hasTimelines =
    target.flavour === 'postgres' && (target.wanted === 'read-write' || target.wanted === 'primary')
  const timelines = hasTimelines && places.length > 1 ? createTimelines() : undefined
  const at = (place: Place, wanted: Wanted) =>
    withTls(
      tls,
      (options) =>
        openPostgres(target, { place, role: roleOf(wanted), timelines }, options, limits),
      isWithoutTls,
    )
  const anywhere = (wanted: Wanted) => firstOf(places.map((place) => at(place, wanted)))
  const open = anywhere(target.wanted === 'prefer-standby' ? 'standby' : target.wanted)
  const instead = target.wanted === 'prefer-standby' ? anywhere('any') : undefined
  return async () => {
    try {
      return await (instead ? open().catch(instead) : open())
    } catch (error) {
      throw explainPostgres(error)
    }
  }
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes('does not support SSL')
}
