// The key of sealed backups.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ProcessContext } from '../options.ts'
import { keyVariable } from './container.ts'

/** As many letters as 24 random bytes have in base64. */
const fewestLetters = 32

/**
 * The key in the file that is named, else in the environment; undefined where there is neither. Throws
 * when it is too short to be one that nobody guesses.
 */
export function backupKey(
  { env, cwd }: ProcessContext,
  file: string | undefined,
): string | undefined {
  const given = file === undefined ? env[keyVariable] : readFileSync(resolve(cwd, file), 'utf8')
  if (given === undefined || (file === undefined && given === '')) return undefined
  const key = given.trim()
  if (key.length < fewestLetters)
    throw new Error(
      `the key of the backup must have at least ${fewestLetters} characters: ` +
        'openssl rand -base64 32 makes one',
    )
  return key
}
