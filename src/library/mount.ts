/**
 * The path and query below the path of the base URL. What does not begin with that path is taken as
 * it is: frameworks hand over the rest of a path below which a handler is mounted.
 */
export function belowBase(baseUrl: string, path: string): string {
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '')
  if (base === '' || !path.startsWith(base)) return path
  const rest = path.slice(base.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : path
}
