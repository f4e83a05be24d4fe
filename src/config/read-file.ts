import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a directory',
  EMFILE: 'cannot be read (EMFILE: this process has too many files open)',
  ENFILE: 'cannot be read (ENFILE: this machine has too many files open)',
}

/** Why a file cannot be read, as the end of a sentence that begins with its name. */
export function whyUnreadable(error: unknown): string {
  const code = String((error as NodeJS.ErrnoException).code)
  return reasons[code] ?? `cannot be read (${code})`
}

/** The text of a file, or what is wrong with the setting that names it. */
export function readNamedFile(
  file: string,
  cwd: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(resolve(cwd, file), 'utf8') }
  } catch (error) {
    return { problem: `names the file ${file}, which ${whyUnreadable(error)}` }
  }
}
