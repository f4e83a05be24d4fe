import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Settings } from '../schema/settings.ts'
import type { Plan } from './plan.ts'

/** Before the metadata, in the last part of a file. */
const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
const metadataBytes = 128 * 1024

/** The path of a file that tells where addresses are; one that is none is a fault. */
export function geoipFile(input: Settings['pallas']['geoip'], plan: Plan): string | undefined {
  if (input.database === undefined) return undefined
  const path = resolve(plan.cwd, input.database)
  const problem = problemOf(path)
  if (problem !== undefined) plan.fault(['pallas', 'geoip', 'database'], problem)
  return path
}

function problemOf(path: string): string | undefined {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      const end = Buffer.alloc(Math.min(size, metadataBytes))
      readSync(file, end, 0, end.length, size - end.length)
      return end.includes(marker) ? undefined : 'is no database in the format of MaxMind'
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`
  }
}
