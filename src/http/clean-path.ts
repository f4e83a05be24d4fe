// Paths as clients write them that join addresses by hand: `//a`, `/a//b`, `/a/../b`, `/a/./b`.

/**
 * The path without empty and dotted parts, where it has any; undefined where it is clean. A slash at
 * the end stays. Undefined, too, for what browsers may take for another host or for other parts.
 */
export function cleanedPath(path: string): string | undefined {
  if (!/\/\/|\/\.\.?(?:\/|$)/.test(path) || !path.startsWith('/')) return undefined
  const parts: string[] = []
  const given = path.slice(1).split('/')
  for (const part of given)
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  const endsWithSlash = ['', '.', '..'].includes(given.at(-1) ?? '') && parts.length > 0
  const cleaned = `/${parts.join('/')}${endsWithSlash ? '/' : ''}`
  // NOTE browsers read a backslash as a slash, and what is encoded may be decoded on the way
  return /\\|%2e|%2f|%5c/i.test(cleaned) ? undefined : cleaned
}
