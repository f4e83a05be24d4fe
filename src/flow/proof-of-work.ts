// A form that asks for a proof of work, and the submit that carries one.
import { isObject, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { ProofOfWork } from '#shield/proof-of-work.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import { textField, type Submission } from './submission.ts'
import { input, type UiNode } from './ui-node.ts'

/** The form field of the challenge, and then of its solution. */
const field = 'altcha'
const memory = 'proof_of_work'

export type WorkParts = { readonly proofOfWork: ProofOfWork }

/**
 * The flow without the challenge that it asked for, and the caller with the one that was solved.
 */
export async function readWork(
  { proofOfWork }: WorkParts,
  submission: Submission,
  flow: Flow,
  caller: Caller,
): Promise<{ readonly flow: Flow; readonly caller: Caller }> {
  if (!isObject(flow.memory[memory])) return { flow, caller }
  const { [memory]: _asked, ...rest } = flow.memory
  const sent = textField(submission, field)
  const solved = sent === undefined ? undefined : await proofOfWork.solved(sent, flow.id)
  return {
    flow: { ...flow, memory: rest },
    caller: solved === undefined ? caller : caller.withSolved(solved),
  }
}

/** What the flow has to remember, so that its form shows a challenge; nothing when work is off. */
export async function askForWork({ proofOfWork }: WorkParts, flow: Flow): Promise<JsonObject> {
  const challenge = await proofOfWork.challenge(flow.id)
  return challenge ? { [memory]: challenge } : {}
}

/** A hidden field whose value is the challenge as JSON; the solution is sent in its place. */
export function workNodes(flow: Flow): readonly UiNode[] {
  const challenge = flow.memory[memory]
  return isObject(challenge)
    ? [
        input('captcha', field, 'hidden', {
          required: true,
          value: JSON.stringify(challenge),
          label: message('node.proof-of-work'),
        }),
      ]
    : []
}
