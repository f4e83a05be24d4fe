// Challenges: each belongs to one flow and is good for one success in it.
import { hash } from 'node:crypto'
import type { Signer } from '#crypto/signer.ts'
import type { Flow } from '#flow/flow.ts'
import { isObject } from '#lib/json.ts'

/**
 * The challenge of a flow that ends with its success: a signature of its id, so that nothing has to
 * be stored to show a form.
 */
export const challengeOf = ({ id }: Pick<Flow, 'id'>, signer: Pick<Signer, 'sign'>): string =>
  signer.sign(purpose(id))

export const isChallengeOf =
  ({ id }: Pick<Flow, 'id'>, signer: Pick<Signer, 'verify'>) =>
  (challenge: string): boolean =>
    signer.verify(purpose(id), challenge)

const purpose = (flowId: string) => `webauthn challenge ${flowId}`

/** The user handle of a key that is made in a registration, 64 digits that say nothing of the person. */
export const newHandle = ({ id }: Pick<Flow, 'id'>, method: string): string =>
  hash('sha256', `${method} user handle ${id}`, 'hex')

/**
 * What a settings flow keeps for one new key. Storing a change removes it, so that the next key gets
 * another one.
 */
export type Enrolment = {
  readonly challenge: string
  /** A new user handle of 64 characters, for methods that need one for each key. */
  readonly handle: string
}

/** The flow with an enrolment of this method; the same flow when it has one. */
export function withEnrolment(flow: Flow, method: string, random: (bytes: number) => string): Flow {
  if (enrolmentOf(flow, method)) return flow
  const enrolment: Enrolment = { challenge: random(32), handle: random(48) }
  return { ...flow, memory: { ...flow.memory, [method]: enrolment } }
}

export function enrolmentOf(flow: Flow, method: string): Enrolment | undefined {
  const kept = flow.memory[method]
  return isObject(kept) &&
    typeof kept['challenge'] === 'string' &&
    typeof kept['handle'] === 'string'
    ? { challenge: kept['challenge'], handle: kept['handle'] }
    : undefined
}
