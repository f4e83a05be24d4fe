import type { RelyingParty } from '#methods/shared/webauthn/relying-party.ts'
import type { Plan } from './plan.ts'

type Input =
  | {
      readonly id: string
      readonly display_name: string
      readonly origins?: readonly string[] | undefined
      readonly origin?: string | undefined
      readonly icon?: string | undefined
    }
  | undefined

/**
 * This service, as authenticators know it. Without origins, keys are used at its domain and on the
 * built-in pages, if these are there or below it.
 */
export function relyingParty(rp: Input, { publicUrl }: Pick<Plan, 'publicUrl'>): RelyingParty {
  if (rp === undefined) return { id: '', name: '', icon: undefined, origins: [] }
  const own = new URL(publicUrl)
  const isOwn = own.hostname === rp.id || own.hostname.endsWith(`.${rp.id}`)
  const listed = rp.origins ?? (rp.origin === undefined ? [] : [rp.origin])
  return {
    id: rp.id,
    name: rp.display_name,
    icon: rp.icon,
    origins:
      listed.length > 0
        ? listed.map(originOf)
        : [`${own.protocol}//${rp.id}`, ...(isOwn ? [own.origin] : [])],
  }
}

/** Browsers send an origin without a path; apps have addresses that are none. */
function originOf(address: string): string {
  return /^https?:/.test(address) && URL.canParse(address) ? new URL(address).origin : address
}
