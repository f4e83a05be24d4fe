// A stylesheet of its own for the pages of the admin listener, which does not serve that of the public
// pages.
import { hash } from 'node:crypto'
import type { Route } from '#http/route.ts'

/** The route, and its path below the mount; the path names the version, so it is cached for ever. */
export function ownStylesheet(name: string, style: string) {
  const path = `/assets/${name}-${hash('sha256', style, 'hex').slice(0, 12)}.css`
  const route: Route = {
    methods: ['GET'],
    path,
    options: { ignoresCookies: true, open: true },
    handle: () => ({
      status: 200,
      headers: { 'cache-control': 'private, max-age=31536000, immutable' },
      body: { raw: style, type: 'text/css; charset=utf-8' },
    }),
  }
  return { path, route }
}
