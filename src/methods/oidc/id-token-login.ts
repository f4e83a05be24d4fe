import { Refusal } from '#errors/refusal.ts'
import { UnknownProvider, type Arrival } from '#flow/federation/federation.ts'
import { textOf, type Submission } from '#flow/submission.ts'
import type { JsonObject } from '#lib/json.ts'
import type { EntryParts } from './login.ts'

/**
 * Who an app says is there, by an ID token that the provider has given it; undefined when none was
 * sent. Throws Refusal.
 */
export async function byIdToken(
  parts: EntryParts,
  submission: Submission,
  id: string,
  typed: JsonObject,
): Promise<Arrival | undefined> {
  const idToken = textOf(submission, 'id_token') ?? ''
  if (idToken === '') return undefined
  const provider = parts.departures.find(id)
  if (!provider) throw new UnknownProvider()
  if (!provider.verify)
    throw new Refusal('upstream', {
      id: 'upstream_error',
      reason: `ID tokens of ${provider.settings.label} are not taken.`,
    })
  const claims = await provider.verify(idToken, textOf(submission, 'id_token_nonce') ?? '')
  return parts.arrivalOf(
    provider,
    { claims, tokens: { idToken, accessToken: undefined, refreshToken: undefined } },
    typed,
  )
}
