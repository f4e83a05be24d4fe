// A client that does the work that a form asks for.
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'

export const solutionField = 'altcha'

/** Settings under which the work is done at once. */
export const lightWork = { proof_of_work: { iterations: 1, attempts: 4 } }

/** The challenge in a form of any edition; undefined when it asks for no work. */
export function challengeIn(form: unknown): any {
  if (typeof form !== 'object' || form === null) return undefined
  const { name, value } = form as { name?: unknown; value?: unknown }
  if (name === solutionField && typeof value === 'string') return JSON.parse(value)
  for (const part of Object.values(form)) {
    const found = challengeIn(part)
    if (found !== undefined) return found
  }
  return undefined
}

/** The value of the field that proves the work. */
export async function solve(challenge: any): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey })
  return encode({ challenge, solution })
}

export const encode = (content: unknown): string =>
  Buffer.from(JSON.stringify(content)).toString('base64')
