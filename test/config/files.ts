import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'node:test'
import { ConfigError, faultLine } from '#config/faults.ts'
import { type Reading, readConfig } from '#config/read.ts'

export const example = (name: string) =>
  join(dirname(fileURLToPath(import.meta.url)), 'examples', name)

/** A folder that goes away with the test. */
export function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-config-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Given = {
  readonly cwd: string
  readonly files?: readonly string[]
  readonly env?: Record<string, string>
  readonly dev?: boolean
}

/** Reads texts, each as a file of its own, or files that are there. */
export function read(
  { cwd, files = [], env = {}, dev = false }: Given,
  ...texts: string[]
): Reading {
  const written = texts.map((text, position) => {
    const file = join(cwd, `${position + 1}.yml`)
    writeFileSync(file, text)
    return file
  })
  return readConfig({ files: [...files, ...written], env, dev, cwd })
}

/** The lines that tell what is wrong. */
export function faultsOf(given: Given, ...texts: string[]): readonly string[] {
  try {
    read(given, ...texts)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(faultLine)
    throw error
  }
}
