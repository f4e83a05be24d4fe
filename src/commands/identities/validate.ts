import type { NewIdentity } from '#identity/prepare.ts'
import { readLine, reasonOf } from './format.ts'
import { recordsOf } from './read-records.ts'

/**
 * Checks descriptions of identities as an import would, without storing anything. Conflicts with existing
 * identities are not detected.
 */
export async function validateIdentities(
  check: (identity: NewIdentity) => Promise<void>,
  from: AsyncIterable<Buffer | string>,
  refuse: (line: number, reason: string) => void,
): Promise<{ readonly valid: number; readonly refused: number }> {
  let good = 0,
    refused = 0
  for await (const lines of recordsOf(from)) {
    for (const line of lines) {
      try {
        await check(await readLine(line))
        good++
      } catch (error) {
        const reason = reasonOf(error)
        if (reason === undefined) throw error
        refused++
        refuse(line.number, reason)
      }
    }
  }
  return { valid: good, refused }
}
