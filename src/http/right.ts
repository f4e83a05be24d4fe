import type { Role } from '#operators/role.ts'
import type { Request, RouteOptions } from './route.ts'

/**
 * The least role of administrators who may make a request to a route: what the route says, otherwise
 * `viewer` for what only reads and `admin` for all else. Without a route: `viewer`.
 */
export function roleNeeded(
  options: RouteOptions | undefined,
  method: string,
  query: Request['query'],
): Role {
  if (!options) return 'viewer'
  const { role, adminQuery, getChanges } = options
  if (adminQuery !== undefined && query[adminQuery] !== undefined) return 'admin'
  const onlyReads = (method === 'GET' || method === 'HEAD') && getChanges === undefined
  return role ?? (onlyReads ? 'viewer' : 'admin')
}
