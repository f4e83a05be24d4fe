// What pages load besides themselves. A name changes with its content, so that browsers may keep it for good.
import { hash } from 'node:crypto'
import type { Reply } from '#http/reply.ts'
import type { Route } from '#http/route.ts'
import { script } from './script.ts'
import { style } from './style/style.ts'
import { icon } from './wordmark.ts'

export type Asset = { readonly name: string; readonly type: string; readonly content: string }

const asset = (name: string, ending: string, type: string, content: string): Asset => ({
  name: `assets/${name}-${hash('sha256', content, 'hex').slice(0, 12)}.${ending}`,
  type,
  content,
})

/** Names are relative to the pages. */
export const assets = {
  style: asset('app', 'css', 'text/css; charset=utf-8', style),
  script: asset('app', 'js', 'text/javascript; charset=utf-8', script),
  icon: asset('icon', 'svg', 'image/svg+xml', icon),
}

const kept = {
  'cache-control': 'public, max-age=31536000, immutable',
  'cross-origin-resource-policy': 'same-origin',
}

export const assetRoutes: readonly Route[] = Object.values(assets).map(
  ({ name, type, content }) => ({
    methods: ['GET'],
    path: `/ui/${name}`,
    options: { ignoresCookies: true },
    handle: (): Reply => ({ status: 200, headers: kept, body: { raw: content, type } }),
  }),
)
