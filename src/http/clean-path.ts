import { posix } from 'node:path'

/**
 * The path of a request target without empty segments and dots, with its query, where it has some:
 * clients join a base address that ends in a slash with a path that begins with one. Undefined for a
 * target that is clean already, and for one that a browser would read as another host.
 */
export function cleanTarget(target: string): string | undefined {
  const at = target.indexOf('?')
  const [path, query] = at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at)]
  if (!path.startsWith('/') || path.includes('\\')) return undefined
  // NOTE the result begins with one slash: two would name a host
  const clean = posix.normalize(path)
  return clean === path ? undefined : clean + query
}
