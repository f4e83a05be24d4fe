import { Refusal } from '#errors/refusal.ts'
import { UnknownProvider, type ProviderResult } from '#flow/federation/federation.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import type { JsonObject } from '#lib/json.ts'
import type { SignInParts } from './parts.ts'

/**
 * The user of an ID token that an app has got from the provider itself; undefined when none was
 * sent. Throws Refusal.
 */
export async function resultOfIdToken(
  parts: SignInParts,
  submission: Submission,
  id: string,
  typed: JsonObject,
): Promise<ProviderResult | undefined> {
  const idToken = stringField(submission, 'id_token') ?? ''
  if (idToken === '') return undefined
  const provider = parts.authorizationRequests.find(id)
  if (!provider) throw new UnknownProvider()
  if (!provider.verify)
    throw new Refusal('upstream', {
      id: 'upstream_error',
      reason: `ID tokens of ${provider.settings.label} are not taken.`,
    })
  const claims = await provider.verify(idToken, stringField(submission, 'id_token_nonce') ?? '')
  return parts.readResult(
    provider,
    { claims, tokens: { idToken, accessToken: undefined, refreshToken: undefined } },
    typed,
  )
}
