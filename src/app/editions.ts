// Which editions there are, and where each of them is served.
import { createCurrent, name as current } from '#editions/v26.2/edition.ts'
import type { EditionParts, Edition, Place } from '#editions/edition.ts'
import {
  adminProfile as requestAdminProfile,
  asksProviderAgain,
  profile as requestProfile,
} from '#editions/shared/v0.2-v0.4/profile.ts'
import { createV0_2, name as v0_2 } from '#editions/v0.2/edition.ts'
import { createV0_4, name as v0_4 } from '#editions/v0.4/edition.ts'
import { createV0_6, name as v0_6, profile as v0_6Profile } from '#editions/v0.6/edition.ts'
import { createV0_7, name as v0_7, profile as v0_7Profile } from '#editions/v0.7/edition.ts'
import type { Config } from '#config/config.ts'
import type { Core, EditionProfile } from '#core.ts'
import type { Mount } from '#http/route.ts'
import type { CookieSettings } from '#http/cookies.ts'
import { defaultProfile } from './profile.ts'
import { plainCookies, splitMounts } from './plain-mounts.ts'
import {
  adminMounts,
  apiKratosPlace,
  currentCookies,
  hostCookies,
  ownPlace,
  placesOf,
  prefixedMounts,
  publicMount,
  rootPlace,
} from './mounts.ts'
import { withDocument } from './api-document.ts'
import type { Runtime } from './runtime.ts'

export type EditionsParts = Omit<
  EditionParts,
  'core' | 'adminCore' | 'places' | 'cookies' | 'linkLifespanMs'
> & {
  readonly runtime: Runtime
  readonly coreFor: (edition: string, profile: EditionProfile) => Core
}

type Mounts = { readonly public: readonly Mount[]; readonly admin: readonly Mount[] }
type Maker = {
  readonly make: (parts: EditionParts) => Edition
  readonly profile: EditionProfile
  /** On what terms an administrator's pages use the core, where those are others. */
  readonly adminProfile?: EditionProfile
  readonly cookies: (config: Config, publicUrl: string) => CookieSettings
  readonly mounts: (edition: Edition, place: Place, config: Config) => Mounts
}

const makers: Readonly<Record<string, Maker>> = {
  [current]: {
    make: createCurrent,
    profile: defaultProfile,
    cookies: currentCookies,
    mounts: (edition, { publicPrefix, adminPrefix }, config) => ({
      public: [publicMount(edition, publicPrefix, config)],
      admin: adminMounts(edition, adminPrefix, config),
    }),
  },
  [v0_7]: { make: createV0_7, profile: v0_7Profile, cookies: hostCookies, mounts: prefixedMounts },
  [v0_6]: { make: createV0_6, profile: v0_6Profile, cookies: hostCookies, mounts: prefixedMounts },
  [v0_4]: {
    make: createV0_4,
    profile: requestProfile,
    adminProfile: requestAdminProfile,
    cookies: plainCookies,
    mounts: splitMounts,
  },
  [v0_2]: {
    make: createV0_2,
    profile: asksProviderAgain(requestProfile),
    adminProfile: asksProviderAgain(requestAdminProfile),
    cookies: plainCookies,
    mounts: splitMounts,
  },
}

/**
 * Every edition below its own name, those of one list at the root and those of another below
 * `/api/kratos`; where two have the same method and path the first wins.
 */
export function mountEditions(parts: EditionsParts): Mounts {
  const { config } = parts.runtime.reading
  const cores = new Map<string, { readonly core: Core; readonly adminCore: Core }>()
  const coresOf = (name: string, { profile, adminProfile }: Maker) => {
    const core = parts.coreFor(name, profile)
    return { core, adminCore: adminProfile ? parts.coreFor(name, adminProfile) : core }
  }
  const at =
    (place: Place) =>
    (name: string): readonly Mounts[] => {
      const maker = makers[name]
      if (!maker) return []
      const own = cores.get(name) ?? coresOf(name, maker)
      cores.set(name, own)
      const edition = maker.make({
        ...parts,
        ...own,
        linkLifespanMs: () => parts.runtime.reading.config.selfservice.methods.link.lifespanMs,
        cookies: maker.cookies(config, config.public.baseUrl + place.publicPrefix),
        places: () => placesOf(parts.runtime.reading.config, place),
      })
      const mounts = maker.mounts(edition, place, config)
      return [
        {
          public: mounts.public.map((one) => withDocument(one, edition.api)),
          admin: mounts.admin.map((one) => withDocument(one, edition.api)),
        },
      ]
    }
  const { root, apiKratos } = config.pallas.editions
  const placed = [
    ...root.flatMap(at(rootPlace)),
    ...apiKratos.flatMap(at(apiKratosPlace)),
    ...Object.keys(makers).flatMap((name) => at(ownPlace(name))(name)),
  ]
  return { public: placed.flatMap((one) => one.public), admin: placed.flatMap((one) => one.admin) }
}
