import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, type Runtime } from './runtime.ts'

/** The hooks of the file that the configuration names, loaded at once and again when told. */
export function loadHooks(runtime: Runtime, log: Log) {
  let current: Promise<Hooks | undefined>,
    loads = 0

  async function load(): Promise<Hooks | undefined> {
    const file = configOf(runtime).pallas.hooks
    if (file === undefined) return undefined
    const path = resolve(file)
    // NOTE modules are kept by their address: another one makes the file be read again
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
    /** Those in force stay when the new ones cannot be loaded. */
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
      // NOTE where there were none before either, each flow is told
      current.catch(() => undefined)
    },
  }
}
