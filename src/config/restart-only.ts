import { isDeepStrictEqual } from 'node:util'
import type { Settings } from './schema/settings.ts'
import { at, type Path, put, pathText } from './paths.ts'

/**
 * Settings that cannot change while the server runs: addresses, processes, database, log, traces, time
 * limits.
 */
const fixed: readonly Path[] = [
  ['dsn'],
  ['dev'],
  ['log'],
  ['tracing'],
  ['pallas', 'requests', 'deadline'],
  ['pallas', 'serve', 'workers'],
  ['pallas', 'replica'],
  ...['public', 'admin'].flatMap((name) =>
    ['host', 'port', 'socket', 'tls'].map((key) => ['serve', name, key]),
  ),
]

/**
 * `next` with the values of `running` where a change needs a restart, and the keys of such changes.
 */
export function keepRestartOnly(
  next: Settings,
  running: Settings,
): { readonly settings: Settings; readonly unchanged: readonly string[] } {
  const changed = fixed.filter((path) => !isDeepStrictEqual(at(next, path), at(running, path)))
  const settings = changed.reduce<unknown>((tree, path) => put(tree, path, at(running, path)), next)
  return { settings: settings as Settings, unchanged: changed.map(pathText) }
}
