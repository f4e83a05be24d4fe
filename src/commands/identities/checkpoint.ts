import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isObject } from '#lib/json.ts'

/**
 * Progress of an import: the last line that was stored or refused, 0 for none. Saved to a file, so
 * that an interrupted import can resume.
 */
export type Checkpoint = { readonly line: number; save(line: number): void }

/**
 * Reads the checkpoint file; without a file nothing is saved. Throws when the file has another
 * format.
 */
export function openCheckpoint(file: string | undefined): Checkpoint {
  if (file === undefined) return { line: 0, save: () => undefined }
  return {
    line: readCheckpoint(file),
    save(line) {
      writeFileSync(`${file}.new`, `${JSON.stringify({ line })}\n`)
      renameSync(`${file}.new`, file)
    },
  }
}

function readCheckpoint(file: string): number {
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
    throw new Error(`${file} is not a checkpoint file of an import.`)
  return line
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
