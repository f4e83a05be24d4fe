import type { BudgetSettings, ShieldSettings } from '#shield/shield.ts'
import type { Settings } from '../schema/settings.ts'
import { ms, type Plan } from './plan.ts'

/**
 * The limits of guessing and of messages. `pallas.guessing` is older than `pallas.shield`: what it
 * says holds for all that is guessed about one account, and without a limit nothing is counted.
 */
export function shield(
  { guessing, shield: limits }: Pick<Settings['pallas'], 'guessing' | 'shield'>,
  plan: Plan,
): ShieldSettings {
  const { max_failures: most, wait } = guessing
  if (most === true)
    plan.fault(['pallas', 'guessing', 'max_failures'], 'must be a number, or false for no limit')
  const isOff = !limits.enabled || most === false || most === 0
  const budget = ({ tries, refill }: Limit): BudgetSettings => ({ tries, refillMs: ms(refill) })
  const guesses = (limit: Limit): BudgetSettings => ({
    ...budget(limit),
    ...(typeof most === 'number' ? { tries: most } : {}),
    ...(wait === undefined ? {} : { refillMs: ms(wait) }),
  })
  const messages = {
    recipient: { ...budget(limits.recipient), resendMs: ms(limits.recipient.resend) },
    networkMessages: budget(limits.network_messages),
  }
  const { proof_of_work: work } = limits
  const proofOfWork = work.enabled
    ? { iterations: work.iterations, attempts: work.attempts, lifespanMs: ms(work.lifespan) }
    : undefined
  const guessed = {
    account: guesses(limits.account),
    code: guesses(limits.code),
    secondFactor: guesses(limits.second_factor),
    device: budget(limits.device),
    network: budget(limits.network),
  }
  return {
    ...(limits.enabled ? { ...messages, proofOfWork } : noMessageLimits),
    ...(isOff ? noGuessLimits : guessed),
  }
}

const noMessageLimits = {
  recipient: undefined,
  networkMessages: undefined,
  proofOfWork: undefined,
}
const noGuessLimits = {
  account: undefined,
  code: undefined,
  secondFactor: undefined,
  device: undefined,
  network: undefined,
}

type Limit = { readonly tries: number; readonly refill: string }
