import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Profile } from '#flow/federation/federation.ts'
import type { MailAddress } from '#flow/mailed-method.ts'
import type { Account } from '#identity/identity-store.ts'
import { providerIdentifier } from '#identity/imports.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { ProgramFailed } from '#lib/programs.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import { canonical } from '#schema/canonical.ts'
import { mapperClaims, textAt, upstreamProofOf, type Claims, type UpstreamProof } from './claims.ts'
import type { ProviderSettings } from './provider-config.ts'
import { linksOf, newLink, proofOf } from './credential.ts'
import type { OidcParts, ReadProviderResult } from './parts.ts'
import type { Provider } from './provider.ts'
import { bySchema } from './schema-mapper.ts'

export function createReadProviderResult({
  programs,
  cipher,
  clock,
  events,
}: OidcParts): ReadProviderResult {
  /**
   * The identity that the configured program makes of the claims. Throws Refusal when the program
   * fails, InvalidInput when it declines.
   */
  async function mapped(
    { settings: { id, label, mapperUrl } }: Provider,
    claims: JsonObject,
  ): Promise<{ readonly made: Json; readonly identity: JsonObject }> {
    let made: Json
    try {
      made = await programs.run(mapperUrl, { externals: { claims } })
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error
      events({
        kind: 'provider.failed',
        provider: id,
        reason: `the mapper ${error.message}`.slice(0, 300),
      })
      if (error.programMessage === undefined)
        throw new Refusal('misconfigured', {
          id: 'invalid_configuration',
          reason: `${label} cannot be used as it is configured.`,
          cause: error,
        })
      throw new InvalidInput(
        [
          {
            message: message(
              'validation.generic',
              because('provider-not-accepted', { provider: label }),
            ),
          },
        ],
        { cause: error },
      )
    }
    const identity =
      isObject(made) && 'identity' in made ? made['identity'] : bySchema(made, claims)
    if (!isObject(identity))
      throw new Refusal('misconfigured', {
        id: 'invalid_configuration',
        reason: `${label} cannot be used as it is configured: its mapper makes no identity.`,
      })
    return { made, identity }
  }

  return (provider, { claims, tokens, sources = { userinfo: claims.all } }, typed) => {
    const { id, label, linking } = provider.settings
    const upstream = upstreamProofOf(claims)
    const link = newLink(provider, claims.subject, tokens, cipher)
    const identifier = providerIdentifier({ provider: id, subject: claims.subject })
    return {
      provider: { id, label },
      identifier,
      link,
      typed,
      credential: { type: 'oidc', identifiers: [identifier], config: { providers: [link] } },
      proof: {
        ...proofOf(link, clock()),
        ...upstream,
        ...(provesSecondFactor(upstream, provider.settings) ? { aal: 'aal2' } : {}),
      },
      updatesAccount: provider.settings.updatesOnLogin,

      profile: async () => profileOf(await mapped(provider, mapperClaims(claims)), claims),

      trial: () => ({
        told: {
          ...(withoutTokens(sources) as typeof sources),
          mapperInput: withoutTokens(mapperClaims(claims)) as JsonObject,
          mapperUrl: provider.settings.mapperUrl,
        },
        async run() {
          const result = await mapped(provider, mapperClaims(claims))
          return { output: withoutTokens(result.made) as Json, profile: profileOf(result, claims) }
        },
      }),

      linksByItself: (account, profile) => linking === 'automatic' && mayLink(account, id, profile),
    }
  }
}

function profileOf({ identity }: { readonly identity: JsonObject }, claims: Claims): Profile {
  const {
    traits,
    metadata_public: metadataPublic,
    metadata_admin: metadataAdmin,
    verified_addresses: verified,
  } = identity
  return {
    traits: isObject(traits) ? traits : {},
    ...(metadataPublic === undefined ? {} : { metadataPublic }),
    ...(metadataAdmin === undefined ? {} : { metadataAdmin }),
    verified: verifiedAddresses(verified, claims),
  }
}

/** A value without its members that are called tokens, at any depth. */
function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/(?:^|[_-])tokens?$/i.test(name))
      .map(([name, one]) => [name, withoutTokens(one)]),
  )
}

/** Whether the provider says, in one of the configured ways, that two factors were used. */
const provesSecondFactor = (
  { upstreamAcr, upstreamAmr = [] }: UpstreamProof,
  { secondFactor }: ProviderSettings,
): boolean =>
  (upstreamAcr !== undefined && secondFactor.acr.includes(upstreamAcr)) ||
  upstreamAmr.some((one) => secondFactor.amr.includes(one))

/**
 * The addresses that count as verified: as the program says, except one that the provider says is
 * not verified.
 */
function verifiedAddresses(listed: Json | undefined, { all }: Claims): readonly MailAddress[] {
  const denied =
    all['email_verified'] === false || all['email_verified'] === 'false'
      ? canonical(textAt(all, 'email') ?? '')
      : undefined
  return (Array.isArray(listed) ? (listed as readonly Json[]) : []).flatMap((one) => {
    if (
      !isObject(one) ||
      typeof one['value'] !== 'string' ||
      (one['via'] !== 'email' && one['via'] !== 'sms')
    )
      return []
    const value = canonical(one['value'])
    return value === denied ? [] : [{ value, via: one['via'] }]
  })
}

/**
 * Whether an administrator has allowed to link this account with the provider's user who has a
 * verified address of it.
 */
function mayLink(account: Account, provider: string, { verified }: Profile): boolean {
  if (!linksOf(account).some((one) => one.provider === provider && one.usesAutoLink)) return false
  const { verifiableAddresses, recoveryAddresses } = account.identity
  return verified.some(({ value, via }) =>
    [...verifiableAddresses, ...recoveryAddresses].some(
      (one) => one.value === value && one.via === via,
    ),
  )
}
