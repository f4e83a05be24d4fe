import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isObject } from '#lib/json.ts'

/**
 * How far an import has come: the last line that is done with, 0 for none. Kept in a file, so that
 * it can go on from there.
 */
export type Checkpoint = { readonly line: number; keep(line: number): void }

/** Throws when the file is not one of ours. */
export function openCheckpoint(file: string | undefined): Checkpoint {
  if (file === undefined) return { line: 0, keep: () => undefined }
  return {
    line: readPlace(file),
    keep(line) {
      writeFileSync(`${file}.new`, `${JSON.stringify({ line })}\n`)
      renameSync(`${file}.new`, file)
    },
  }
}

function readPlace(file: string): number {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
  const line: unknown = isObject(parsed(text))
    ? (parsed(text) as { line?: unknown }).line
    : undefined
  if (typeof line !== 'number' || !Number.isSafeInteger(line) || line < 0)
    throw new Error(`${file} does not say how far an import has come.`)
  return line
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
