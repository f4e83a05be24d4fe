import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from '#errors/refusal.ts'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, type Runtime } from './runtime.ts'

/**
 * Loads the file of hooks named by `pallas.hooks`, now and again on `reload`. `given`: hooks that there
 * are instead of a file; throws Refusal('misconfigured') where both are.
 */
export function loadHooks(runtime: Runtime, log: Log, given?: Hooks) {
  const fileIsNamed = configOf(runtime).pallas.hooks !== undefined
  if (given && fileIsNamed)
    throw new Refusal('misconfigured', {
      reason: 'hooks are given, and pallas.hooks names a file of hooks: there can be one of both',
    })
  if (given) {
    const hooks = Promise.resolve(given)
    return { hooks: () => hooks, reload: () => undefined }
  }

  let current: Promise<Hooks | undefined> | undefined,
    loads = 0

  function load(): Promise<Hooks> | undefined {
    const file = configOf(runtime).pallas.hooks
    return file === undefined ? undefined : loadFile(file)
  }

  async function loadFile(file: string): Promise<Hooks> {
    const path = resolve(file)
    // NOTE Node caches modules by URL; a new query forces it to read the file again
    return (await import(
      `${pathToFileURL(path).href}?read=${++loads}-${statSync(path).mtimeMs}`
    )) as Hooks
  }

  const first = load()
  first?.catch((error: unknown) =>
    log.error(
      { err: error },
      'the hooks of pallas.hooks cannot be loaded; flows are refused until a reload succeeds',
    ),
  )
  current = first
  return {
    hooks: () => current,
    /** Keeps the previous hooks when the new ones cannot be loaded. */
    reload(): void {
      const before = current
      const next = load()
      current = next?.catch((error: unknown) => {
        log.error(
          { err: error },
          'the hooks of pallas.hooks cannot be loaded, keeping the previous ones',
        )
        return before
      })
      // NOTE without earlier hooks this promise rejects; each flow awaits it and reports the error
      current?.catch(() => undefined)
    },
  }
}
