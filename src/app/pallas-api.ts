// Mounts the API that only this server has (no edition).
import { newest } from '#editions/all.ts'
import { pallasApi, type PallasParts } from '#editions/pallas/api.ts'
import type { Mount } from '#http/route.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { withDocument } from './api-document.ts'
import { adminPrefixesOf } from './editions.ts'
import { cookiesAt, placesOf } from './mounts.ts'
import { configOf, type Runtime } from './runtime.ts'

export type PallasMountParts = Omit<PallasParts, 'places' | 'render' | 'listPath'> & {
  readonly runtime: Runtime
}

/**
 * Mounts it on the public listener, and beside every mount of the newest edition's admin
 * operations.
 */
export function pallasMounts({ runtime, ...parts }: PallasMountParts): {
  readonly public: readonly Mount[]
  readonly admin: readonly Mount[]
} {
  const config = configOf(runtime)
  const render = createMessageRenderer(newest.wording)
  const routesAt = (prefix: string) =>
    pallasApi.routes({
      ...parts,
      render,
      places: () => placesOf(configOf(runtime), { public: prefix, admin: prefix }),
      listPath: (path) =>
        `${new URL(config.admin.baseUrl).pathname.replace(/\/$/, '')}${prefix}/admin` +
        `${pallasApi.prefixes.admin}${path}`,
    })
  const mount = (
    { refuse, ...routes }: ReturnType<typeof routesAt>,
    kind: 'public' | 'admin' | 'account',
    prefix: string,
  ): Mount => {
    const listener = kind === 'admin' ? 'admin' : 'public'
    return withDocument(
      {
        prefix,
        routes: routes[kind],
        cookies: kind === 'account' ? cookiesAt(newest, config, '') : undefined,
        baseUrl: config[listener].baseUrl + prefix,
        variesByCookie: kind === 'account',
        refuse,
      },
      pallasApi.api,
    )
  }
  return {
    public: (['public', 'account'] as const).map((kind) =>
      mount(routesAt(''), kind, pallasApi.prefixes[kind]),
    ),
    admin: adminPrefixesOf(newest).flatMap((prefix) => {
      const routes = routesAt(prefix)
      return newest.listeners.adminPaths.map((path) =>
        mount(routes, 'admin', prefix + path + pallasApi.prefixes.admin),
      )
    }),
  }
}
