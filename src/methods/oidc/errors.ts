import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'

/** Nobody answered, or not in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** What came from the provider cannot be believed or understood. */
export class Untrusted extends Error {
  override readonly name = 'Untrusted'
}

/**
 * Whether an error comes, in the end, of nobody having answered. Libraries put their own around it.
 */
export function isUnreachable(error: unknown): boolean {
  for (
    let cause = error, depth = 0;
    cause instanceof Error && depth < 8;
    cause = cause.cause, depth++
  ) {
    if (
      cause instanceof Unreachable ||
      cause.name === 'TimeoutError' ||
      cause.name === 'AbortError'
    )
      return true
  }
  return false
}

/**
 * What a person is told when the provider failed them: on the form when it may go better later, as
 * an error when it will not.
 */
export function providerFault(error: unknown, label: string): Error {
  if (error instanceof InvalidInput || error instanceof Refusal) return error
  if (isUnreachable(error))
    return new InvalidInput(
      [
        {
          message: message('validation.generic', {
            reason: `${label} does not answer at the moment. Please try again later, or another way.`,
          }),
        },
      ],
      { cause: error },
    )
  return new Refusal('upstream', {
    id: 'upstream_error',
    reason: `What ${label} answered cannot be trusted, so nothing was done.`,
    cause: error,
  })
}

/** What is wrong with the provider as it is configured. */
export function configurationFault(error: unknown, label: string): Error {
  const fault = providerFault(error, label)
  return fault instanceof Refusal && fault.kind === 'upstream'
    ? new Refusal('misconfigured', {
        id: 'invalid_configuration',
        reason: `${label} cannot be used as it is configured.`,
        cause: error,
      })
    : fault
}

/** What went wrong, for the log: names and sentences of our own side only. */
export function reasonOf(error: unknown): string {
  const reasons: string[] = []
  for (
    let cause = error, depth = 0;
    cause instanceof Error && depth < 6;
    cause = cause.cause, depth++
  )
    reasons.push(`${cause.name}: ${cause.message.slice(0, 200)}`)
  return reasons.join(' < ')
}
