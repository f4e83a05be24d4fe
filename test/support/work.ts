// Counts work instead of measuring time: how often functions run while something is done. What else
// the machine does changes nothing of it.
import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Work = {
  /**
   * How often the functions of this name in a file of the project (`src/crypto/hasher.ts`) have
   * run; one that waits runs again each time that it goes on.
   */
  calls(file: string, name: string): number
  /** How often functions have run, those of the project and of its dependencies. */
  readonly steps: number
}

const root = pathToFileURL(`${join(import.meta.dirname, '../..')}/`).href

/** The work that is done from now until the promise is settled. */
export async function workOf(act: () => Promise<unknown>): Promise<Work> {
  const counter = startCounting()
  try {
    await act()
  } finally {
    counter.stop()
  }
  return counter.work()
}

/** The steps that something takes that ends at once. */
export function stepsOf(act: () => unknown): number {
  const counter = startCounting()
  try {
    act()
  } finally {
    counter.stop()
  }
  return counter.work().steps
}

function startCounting() {
  const session = new Session()
  let scripts: Profiler.ScriptCoverage[] = []
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return {
    stop() {
      session.post('Profiler.takePreciseCoverage', (error, taken) => {
        if (error) throw error
        scripts = taken.result
      })
      session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
    work(): Work {
      const own = scripts.filter(({ url }) => url.startsWith('file:'))
      return {
        calls: (file, name) =>
          own
            .filter(({ url }) => url === root + file)
            .flatMap(({ functions }) => functions)
            .filter(({ functionName }) => functionName === name)
            .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0),
        steps: own
          .flatMap(({ functions }) => functions)
          .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0),
      }
    },
  }
}
