// Which mount an address belongs to.
import { cleanedPath } from './clean-path.ts'
import { isTooLong } from './limits.ts'
import type { Mount } from './route.ts'

/** The mount with the longest prefix that matches. */
export function mountOf<M extends Pick<Mount, 'prefix'>>(
  mounts: readonly M[],
  url: string,
): M | undefined {
  return mounts
    .filter((one) => one.prefix === '' || url === one.prefix || url.startsWith(`${one.prefix}/`))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]
}

/**
 * Where a path is meant that was written with empty or dotted parts; undefined for others, and where
 * it lies in another mount than the one whose prefix was written: there, others may have access.
 */
export function meantBy(url: string, mounts: readonly Pick<Mount, 'prefix'>[]): string | undefined {
  const path = url.split('?', 1)[0] ?? ''
  const cleaned = isTooLong(url) ? undefined : cleanedPath(path)
  if (cleaned === undefined) return undefined
  const written = mountOf(mounts, url)
  if (written && written.prefix !== '' && written.prefix !== mountOf(mounts, cleaned)?.prefix)
    return undefined
  return cleaned + url.slice(path.length)
}
