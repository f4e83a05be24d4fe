import type { RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Origin } from '#identity/owner-changes.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { deviceName } from '#lib/device-name.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { challengeOf } from './authorization.ts'
import type { RequestFacts } from './caller.ts'
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
  request: Pick<RequestFacts, 'headers'>,
): JsonObject {
  return {
    To: to,
    ...requestData(flow),
    ...authorizationData(flow),
    // the courier keeps those that the configuration allows
    RequestHeaders: request.headers,
    ExpiresInMinutes: Math.max(1, Math.round(lifespanMs / 60_000)),
    ...(account ? { Identity: identityData(account), Traits: account.identity.traits } : {}),
  }
}

/** For which application somebody signs in, where an OAuth2 server has asked for it. */
function authorizationData(flow: Flow): JsonObject {
  const request = challengeOf(flow)
  if (!request) return {}
  const { client } = request.facts
  const told = isObject(client) ? client : {}
  return {
    OAuth2LoginRequest: {
      challenge: request.challenge,
      client: Object.fromEntries(
        clientFacts.flatMap((name) => {
          const value = told[name]
          return value === undefined ? [] : [[name, value]]
        }),
      ),
    },
  }
}
const clientFacts = ['client_id', 'client_name', 'client_uri', 'logo_uri', 'metadata']

/** The variables about the request that a message is sent for. */
export function requestData({ requestUrl, transientPayload }: Flow): JsonObject {
  return {
    RequestURL: requestUrl,
    RequestURLDomain: URL.canParse(requestUrl) ? new URL(requestUrl).hostname : '',
    TransientPayload: transientPayload ?? {},
  }
}

/** The variables about something that has happened to an account, for its owner. */
export function incidentData(
  account: Account,
  {
    at,
    origin,
    recoveryUrl = '',
  }: {
    readonly at: Timestamp
    readonly origin: Origin | undefined
    /** The page for those who cannot get into their account; undefined where there is none. */
    readonly recoveryUrl: string | undefined
  },
): JsonObject {
  return {
    ChangedAt: toRfc3339(at),
    Device: deviceName(origin?.userAgent ?? '', (browser, system) => `${browser}, ${system}`) ?? '',
    Place: origin?.ipAddress ?? '',
    RecoveryURL: recoveryUrl,
    Identity: identityData(account),
    Traits: account.identity.traits,
  }
}

const addressData = ({
  id,
  via,
  value,
  ...more
}: RecoveryAddress | VerifiableAddress): JsonObject => ({
  id,
  value,
  via,
  ...('verified' in more ? { verified: more.verified, status: more.status } : {}),
})

/** As the published API presents an identity. */
function identityData({ identity }: Account): JsonObject {
  return {
    id: identity.id,
    schema_id: identity.schemaId,
    state: identity.state,
    traits: identity.traits,
    metadata_public: identity.metadataPublic,
    verifiable_addresses: identity.verifiableAddresses.map(addressData),
    recovery_addresses: identity.recoveryAddresses.map(addressData),
    ...(identity.externalId === undefined ? {} : { external_id: identity.externalId }),
    created_at: toRfc3339(identity.createdAt),
    updated_at: toRfc3339(identity.updatedAt),
  }
}
