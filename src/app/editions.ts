// Builds every edition and mounts it under its own prefixes and at the configured places.
import type { Config } from '#config/config.ts'
import type { Core, CoreProfile } from '#core.ts'
import { aliases, editionNames, newest } from '#editions/all.ts'
import { placePrefixes, type Edition, type EditionParts, type Prefixes } from '#editions/edition.ts'
import type { Links } from '#flow/method-call.ts'
import type { LaterMounts } from '#http/later-mounts.ts'
import type { Mount } from '#http/route.ts'
import { once } from '#lib/once.ts'
import { createLanguages } from '#languages/languages.ts'
import { withDocument } from './api-document.ts'
import { adminMountPrefixes, adminMounts, placesOf, publicMount } from './mounts.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'
import { spokenRoutes } from './spoken-routes.ts'

/** The core of an edition, with the given profile or the edition's own. */
export type CoreFor = (edition: Edition, profile?: CoreProfile) => Core

export type EditionsParts = Omit<
  EditionParts,
  'core' | 'adminCore' | 'places' | 'render' | 'linkLifespanMs'
> & {
  readonly runtime: Runtime
  readonly editions: readonly Edition[]
  readonly coreFor: CoreFor
}

type Listeners<Each> = { readonly public: readonly Each[]; readonly admin: readonly Each[] }
type Mounts = Listeners<Mount>
/** An edition at a place. */
type Placed = { readonly edition: Edition; readonly prefixes: Prefixes }

/**
 * Mounts the editions configured for the root. Those for `/api/kratos`, and every edition under each of its
 * names, are mounted when they are asked for. Of two routes with the same method and path the first wins.
 */
export function mountEditions(
  parts: EditionsParts,
): Mounts & { readonly later: Listeners<LaterMounts> } {
  const config = configOf(parts.runtime)
  const languages = ofConfig(parts.runtime, ({ pallas }) => createLanguages(pallas.languages))

  function mountsAt({ edition, prefixes }: Placed): Mounts {
    const given = {
      ...parts,
      core: parts.coreFor(edition),
      adminCore: parts.coreFor(edition, edition.adminProfile),
      linkLifespanMs: () => configOf(parts.runtime).selfservice.methods.link.lifespanMs,
      places: ofConfig(parts.runtime, (current) => placesOf(current, prefixes)),
    }
    const routes = spokenRoutes({
      make: (render) => edition.routes({ ...given, render }),
      wording: edition.wording,
      isOn: () => configOf(parts.runtime).pallas.languages.api,
      languages,
    })
    const open = publicMount(edition, routes, prefixes, config)
    return {
      public: [withDocument(open, edition.api)],
      admin: adminMounts(edition, routes, prefixes, config, open).map((one) =>
        withDocument(one, edition.api),
      ),
    }
  }

  const named = (names: readonly string[], prefixes: Prefixes): readonly Placed[] =>
    names.flatMap((name) => {
      const edition = editionNamed(parts.editions, name)
      return edition ? [{ edition, prefixes }] : []
    })
  function mountedLater(placed: readonly Placed[]): {
    readonly public: LaterMounts
    readonly admin: LaterMounts
  } {
    let mounted: readonly Mounts[] | undefined
    const mounts = () => (mounted ??= placed.map(mountsAt))
    return {
      public: {
        prefixes: placed.map(({ prefixes }) => prefixes.public),
        mounts: () => mounts().flatMap((one) => one.public),
      },
      admin: {
        prefixes: placed.flatMap(({ edition, prefixes }) => adminMountPrefixes(edition, prefixes)),
        mounts: () => mounts().flatMap((one) => one.admin),
      },
    }
  }

  const { enabled, root, apiKratos } = config.pallas.editions
  const atRoot = named(root, placePrefixes.root).map(mountsAt)
  const later = [
    named(apiKratos, placePrefixes.apiKratos),
    ...enabledOf(parts.editions, enabled).flatMap((edition) =>
      namesOf(edition).map((name) => [{ edition, prefixes: ownPrefixes(edition, name) }]),
    ),
  ].map(mountedLater)
  return {
    public: atRoot.flatMap((one) => one.public),
    admin: atRoot.flatMap((one) => one.admin),
    later: { public: later.map((one) => one.public), admin: later.map((one) => one.admin) },
  }
}

/** The editions that are served; one that a test adds to the list is. */
const enabledOf = (editions: readonly Edition[], enabled: readonly string[]): readonly Edition[] =>
  editions.filter(({ name }) => !editionNames.includes(name) || enabled.includes(name))

/** The edition with this name or alias. */
export const editionNamed = (editions: readonly Edition[], name: string): Edition | undefined =>
  editions.find((one) => one.name === (aliases[name] ?? name))

/** The name of an edition and its aliases. */
const namesOf = ({ name }: Edition): readonly string[] => [
  name,
  ...Object.keys(aliases).filter((alias) => aliases[alias] === name),
]

/** The prefixes of an edition below one of its names. */
export const ownPrefixes = ({ prefixes }: Edition, name: string): Prefixes => ({
  public: `/${name}${prefixes.public}`,
  admin: `/${name}${prefixes.admin}`,
})

/** Every prefix below which the public operations of an edition may be served. */
export const publicPrefixesOf = (edition: Edition): readonly string[] => [
  ...Object.values(placePrefixes).map((one) => one.public),
  ...namesOf(edition).map((name) => ownPrefixes(edition, name).public),
]

/**
 * Every prefix below which the admin operations of an edition may be served, except `/api/kratos`.
 */
export const adminPrefixesOf = (edition: Edition): readonly string[] => [
  placePrefixes.root.admin,
  ...namesOf(edition).map((name) => ownPrefixes(edition, name).admin),
]

/** The links of an edition (in messages, to providers), with the configured base URLs. */
export function linksOf({ links }: Edition, config: () => Config): Links {
  const keyScript = once(
    config,
    (current) => `${newestUrlOf(current)}${newest.links.keyScript ?? ''}`,
  )
  return {
    message: (origin, kind, query) =>
      links.message(config().selfservice.methods.link.baseUrl ?? origin, kind, query),
    providerCallback(origin, providerId) {
      const { public: open, selfservice } = config()
      const base = selfservice.methods.oidc.baseRedirectUrl
      const host =
        base !== undefined && origin.startsWith(open.baseUrl)
          ? base + origin.slice(open.baseUrl.length)
          : origin
      const id = providerId === undefined ? '' : `/${encodeURIComponent(providerId)}`
      return `${host}${links.providerCallback}${id}`
    },
    keyScript,
  }
}

/**
 * Public URL of the newest edition: the root if the configuration serves it there, else its name.
 */
export function newestUrlOf(config: Config): string {
  const isAtRoot = config.pallas.editions.root.some(
    (name) => editionNamed([newest], name) !== undefined,
  )
  return isAtRoot ? config.public.baseUrl : `${config.public.baseUrl}/${newest.name}`
}
