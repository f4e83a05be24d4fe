// Which editions there are, and where each of them is served.
import { createCurrent, name as current } from '#editions/current/edition.ts'
import type { EditionParts, Edition, Place } from '#editions/edition.ts'
import { createV0_6, name as v0_6, terms as v0_6Terms } from '#editions/v0.6/edition.ts'
import { createV0_7, name as v0_7, terms as v0_7Terms } from '#editions/v0.7/edition.ts'
import type { Config } from '#config/config.ts'
import type { Core, Terms } from '#core.ts'
import type { Mount } from '#http/route.ts'
import type { CookieSettings } from '#http/cookies.ts'
import { usualTerms } from './terms.ts'
import { adminMounts, apiKratosPlace, currentCookies, hostCookies, ownPlace, placesOf, prefixedMounts, publicMount, rootPlace } from './mounts.ts'
import type { Live } from './live.ts'

export type EditionsParts = Omit<EditionParts, 'core' | 'places' | 'cookies'> & { readonly live: Live; readonly coreFor: (edition: string, terms: Terms) => Core }

type Mounts = { readonly public: readonly Mount[]; readonly admin: readonly Mount[] }
type Maker = {
  readonly make: (parts: EditionParts) => Edition
  readonly terms: Terms
  readonly cookies: (config: Config, publicUrl: string) => CookieSettings
  readonly mounts: (edition: Edition, place: Place, config: Config) => Mounts
}

const makers: Readonly<Record<string, Maker>> = {
  [current]: {
    make: createCurrent, terms: usualTerms, cookies: currentCookies,
    mounts: (edition, { publicPrefix, adminPrefix }, config) => ({ public: [publicMount(edition, publicPrefix, config)], admin: adminMounts(edition, adminPrefix, config) }),
  },
  [v0_7]: { make: createV0_7, terms: v0_7Terms, cookies: hostCookies, mounts: prefixedMounts },
  [v0_6]: { make: createV0_6, terms: v0_6Terms, cookies: hostCookies, mounts: prefixedMounts },
}

/**
 * Every edition below its own name, those of one list at the root and those of another below `/api/kratos`; where two have the
 * same method and path the first wins.
 */
export function mountEditions(parts: EditionsParts): Mounts {
  const { config } = parts.live.reading
  const cores = new Map<string, Core>()
  const at = (place: Place) => (name: string): readonly Mounts[] => {
    const maker = makers[name]
    if (!maker) return []
    const core = cores.get(name) ?? parts.coreFor(name, maker.terms)
    cores.set(name, core)
    const edition = maker.make({ ...parts, core, cookies: maker.cookies(config, config.public.baseUrl + place.publicPrefix), places: () => placesOf(parts.live.reading.config, place) })
    return [maker.mounts(edition, place, config)]
  }
  const { root, apiKratos } = config.pallas.editions
  const placed = [...root.flatMap(at(rootPlace)), ...apiKratos.flatMap(at(apiKratosPlace)), ...Object.keys(makers).flatMap((name) => at(ownPlace(name))(name))]
  return { public: placed.flatMap((one) => one.public), admin: placed.flatMap((one) => one.admin) }
}
