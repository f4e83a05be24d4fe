import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, type Runtime } from './runtime.ts'

/** The hooks of the file that the configuration names: loaded now, and again by `reload`. */
export function loadHooks(runtime: Runtime, log: Log) {
  let current: Promise<Hooks | undefined>,
    loads = 0

  async function load(): Promise<Hooks | undefined> {
    const file = configOf(runtime).pallas.hooks
    if (file === undefined) return undefined
    const path = resolve(file)
    // NOTE Node keeps modules by their URL: another query makes it read the file again
    return (await import(
      `${pathToFileURL(path).href}?read=${++loads}-${statSync(path).mtimeMs}`
    )) as Hooks
  }

  const first = load()
  first.catch((error: unknown) =>
    log.error(
      { err: error },
      'the hooks of pallas.hooks cannot be loaded; flows are refused until they can',
    ),
  )
  current = first
  return {
    hooks: (): Promise<Hooks | undefined> => current,
    /** The loaded ones stay in force when the new ones cannot be loaded. */
    reload(): void {
      const before = current
      const next = load()
      current = next.catch((error: unknown) => {
        log.error(
          { err: error },
          'the hooks of pallas.hooks cannot be loaded; the ones before stay in force',
        )
        return before
      })
      // NOTE without loaded ones the failure is that of every flow, which awaits it
      current.catch(() => undefined)
    },
  }
}
