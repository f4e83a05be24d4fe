// Proof of work by the ALTCHA protocol, version 2 (https://altcha.org/docs/v2/): the client finds
// the number from which the server derived a key, by deriving one key after the other.
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { randomInt } from 'node:crypto'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'

/** A number between half of `attempts` and all of them has to be found. */
export type WorkSettings = {
  /** The rounds of PBKDF2 with SHA-256 of one attempt. */
  readonly iterations: number
  readonly attempts: number
  readonly lifespanMs: number
}

export type ProofOfWork = {
  /** A challenge for a flow; undefined when no work is asked for. */
  challenge(flowId: string): Promise<JsonObject | undefined>
  /**
   * The signature of the challenge that was solved; undefined for anything that is not the solution
   * of a challenge for this flow. Whether it was used before is not checked here. `solution`:
   * base64 of the JSON `{"challenge": …, "solution": {"counter": …, "derivedKey": …}}`.
   */
  solved(solution: string, flowId: string): Promise<string | undefined>
}

export type ProofOfWorkParts = {
  /** Undefined: no work is asked for. */
  readonly settings: () => WorkSettings | undefined
  /** The secret that challenges are signed with. */
  readonly secret: () => string
  readonly clock: Clock
}

const algorithm = 'PBKDF2/SHA-256'
/** Longer than any solution; longer texts are not read. */
const maxLength = 4096

export function createProofOfWork({ settings, secret, clock }: ProofOfWorkParts): ProofOfWork {
  return {
    async challenge(flowId) {
      const limits = settings()
      if (!limits) return undefined
      const { iterations, attempts, lifespanMs } = limits
      const { parameters, signature } = await createChallenge({
        algorithm,
        cost: iterations,
        counter: randomInt(Math.floor(attempts / 2), attempts) + 1,
        // NOTE `expiresAt` is compared with the clock of the machine instead of `clock`
        data: { flow: flowId, expires: clock() + lifespanMs },
        deriveKey,
        hmacSignatureSecret: secret(),
      })
      return { parameters: JSON.parse(JSON.stringify(parameters)), signature: signature ?? '' }
    },

    async solved(text, flowId) {
      if (!settings() || text.length > maxLength) return undefined
      const { challenge, solution } = contentOf(text)
      if (!isObject(challenge) || !isObject(solution)) return undefined
      const { parameters, signature } = challenge
      if (!isObject(parameters) || typeof signature !== 'string') return undefined
      const { data } = parameters
      if (!isObject(data) || data['flow'] !== flowId || !(Number(data['expires']) > clock()))
        return undefined
      return (await isSolved(challenge, solution)) ? signature : undefined
    },
  }

  /** The signature is checked before anything is derived. */
  async function isSolved(challenge: object, solution: object): Promise<boolean> {
    try {
      const { verified } = await verifySolution({
        challenge: challenge as never,
        solution: solution as never,
        deriveKey,
        hmacSignatureSecret: secret(),
      })
      return verified
    } catch {
      // values of other types than the protocol has
      return false
    }
  }
}

function contentOf(text: string): Record<string, unknown> {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return {}
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64').toString())
    return isObject(content) ? content : {}
  } catch {
    return {}
  }
}
