import { appendFileSync, rmSync } from 'node:fs'

/**
 * The report of an import: one line `{"line": 7, "reason": "…"}` per refused line. The file is
 * created with the first entry.
 */
export type Report = { refuse(line: number, reason: string): void }

/** `append`: add to an existing file instead of starting a new one. */
export function createReport(file: string, append: boolean): Report {
  if (!append) rmSync(file, { force: true })
  return {
    refuse: (line, reason) =>
      appendFileSync(file, `${JSON.stringify({ line, reason })}\n`, { mode: 0o600 }),
  }
}
