import { appendFileSync, rmSync } from 'node:fs'

/**
 * Tells of every refused line: `{"line": 7, "reason": "…"}`, one a line. The file is there only
 * when a line was refused.
 */
export type Report = { refuse(line: number, reason: string): void }

/** `goesOn`: what the file says already stays. */
export function createReport(file: string, goesOn: boolean): Report {
  if (!goesOn) rmSync(file, { force: true })
  return {
    refuse: (line, reason) =>
      appendFileSync(file, `${JSON.stringify({ line, reason })}\n`, { mode: 0o600 }),
  }
}
