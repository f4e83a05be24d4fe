import { badDsn, decode } from './parts.ts'
import type { Target } from './target.ts'

/**
 * `sqlite:///abs/path.db`, `sqlite://relative/path.db`, `sqlite://any?mode=memory`,
 * `sqlite://:memory:`.
 */
export function sqliteTarget(dsn: string): Target {
  const [place = '', query = ''] = dsn.slice(dsn.indexOf('://') + 3).split(/\?(.*)/s)
  const mode = new URLSearchParams(query).get('mode')
  const path = decode(place.replace(/^file:(\/\/(?=\/))?/, ''))
  if (mode === 'memory' || path === ':memory:' || path === '/:memory:')
    return { kind: 'sqlite', path: undefined }
  if (mode === 'ro') throw badDsn('a database that is only read (mode=ro) cannot be served')
  if (path === '' || path.includes('\0')) throw badDsn('it names no file')
  return { kind: 'sqlite', path }
}
