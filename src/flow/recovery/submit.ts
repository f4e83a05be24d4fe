// Steps of a submitted recovery.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { guardOrigin } from '../mailed-flow.ts'
import type { MailedMethod, MailedStep, Opening } from '../mailed-method.ts'
import type { FlowParts } from '../steps.ts'
import type { Submission } from '../submission.ts'

/**
 * A browser that submits a flow that has ended, with an old token, gets a new anti-forgery secret
 * to start again with; where the rules say so, that of any other flow as well.
 */
export function guardBrowser(
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): void {
  try {
    guardOrigin(parts, flow, submission, caller)
  } catch (error) {
    const renews = flow.completed || parts.rules.recoveryWithoutToken === 'renews-secret'
    if (!(error instanceof Refusal) || !renews) throw error
    const { kind, id, reason, details } = error
    throw new Refusal(kind, {
      ...(id === undefined ? {} : { id }),
      ...(reason === undefined ? {} : { reason }),
      ...(details ? { details } : {}),
      remedy: { secret: parts.csrf.newSecret() },
    })
  }
}

/** What the token of a link proves. A link lasts no longer than its flow. */
export async function openedBy(
  { clock }: Pick<FlowParts, 'clock'>,
  method: MailedMethod,
  flow: Flow,
  opening: Opening,
): Promise<MailedStep | undefined> {
  const step = await method.open(flow, opening)
  return step?.kind === 'proved' && flow.expiresAt <= clock() ? { kind: 'expired' } : step
}
