import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'

/** The provider did not answer, or not in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The response of the provider cannot be verified or understood. */
export class Untrusted extends Error {
  override readonly name = 'Untrusted'
}

/** Whether the provider did not answer. Libraries wrap such errors in their own. */
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
 * The error for the user when a provider failed: on the form when a later try may succeed, as a
 * refusal when it cannot.
 */
export function providerFault(error: unknown, label: string): Error {
  if (error instanceof InvalidInput || error instanceof Refusal) return error
  if (isUnreachable(error))
    return new InvalidInput(
      [
        {
          message: message('validation.generic', because('provider-silent', { provider: label })),
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

/** The error for the user when the provider cannot be used as it is configured. */
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

/** The reasons for the log: names and messages of errors of this server only. */
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
