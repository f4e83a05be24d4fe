import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Flow } from './flow.ts'

/**
 * The variables of all message templates, in their published names. Whoever sends a message adds
 * its code or link.
 */
export function mailData(
  flow: Flow,
  to: string,
  account: Account | undefined,
  lifespanMs: number,
): JsonObject {
  return {
    To: to,
    ...requestData(flow),
    ExpiresInMinutes: Math.max(1, Math.round(lifespanMs / 60_000)),
    ...(account ? { Identity: identityData(account), Traits: account.identity.traits } : {}),
  }
}

/** The variables about the request that a message is sent for. */
export function requestData({ requestUrl, transientPayload }: Flow): JsonObject {
  return {
    RequestURL: requestUrl,
    RequestURLDomain: URL.canParse(requestUrl) ? new URL(requestUrl).hostname : '',
    TransientPayload: transientPayload ?? {},
  }
}

/** As the published API presents an identity. */
export function identityData({ identity }: Account): JsonObject {
  return {
    id: identity.id,
    schema_id: identity.schemaId,
    state: identity.state,
    traits: identity.traits,
    metadata_public: identity.metadataPublic,
    ...(identity.externalId === undefined ? {} : { external_id: identity.externalId }),
    created_at: toRfc3339(identity.createdAt),
    updated_at: toRfc3339(identity.updatedAt),
  }
}
