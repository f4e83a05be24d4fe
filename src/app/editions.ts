// Which editions there are, and where each of them is served.
import { createCurrent, name as current, type EditionParts } from '#editions/current/edition.ts'
import type { Edition } from '#editions/edition.ts'
import type { Config } from '#config/config.ts'
import type { Core } from '#core.ts'
import type { Mount } from '#http/route.ts'
import { adminMounts, currentCookies, placesOf, publicMount } from './mounts.ts'
import type { Live } from './live.ts'

export type EditionsParts = Omit<EditionParts, 'core' | 'places' | 'cookies'> & { readonly live: Live; readonly coreFor: (edition: string) => Core }

const makers: Readonly<Record<string, { readonly make: (parts: EditionParts) => Edition; readonly cookies: (config: Config) => EditionParts['cookies'] }>> = {
  [current]: { make: createCurrent, cookies: currentCookies },
}

/** Every edition below its own name, and those of the list at the root; where two have the same method and path the first wins. */
export function mountEditions(parts: EditionsParts): { readonly public: readonly Mount[]; readonly admin: readonly Mount[] } {
  const { config } = parts.live.reading
  const at = (name: string, prefix: string) => {
    const maker = makers[name]
    if (!maker) return undefined
    const edition = maker.make({ ...parts, core: parts.coreFor(name), cookies: maker.cookies(config), places: () => placesOf(parts.live.reading.config, prefix) })
    return { edition, prefix }
  }
  const placed = [...config.pallas.editions.root.map((name) => at(name, '')), ...Object.keys(makers).map((name) => at(name, `/${name}`))].filter((one) => one !== undefined)
  return {
    public: placed.map(({ edition, prefix }) => publicMount(edition, prefix, config)),
    admin: placed.flatMap(({ edition, prefix }) => adminMounts(edition, prefix, config)),
  }
}
