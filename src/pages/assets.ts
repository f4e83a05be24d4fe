// The stylesheet, script and icon of the pages. Their names contain a hash of their content, so
// that browsers can cache them for ever.
import { hash } from 'node:crypto'
import type { Reply } from '#http/reply.ts'
import type { Route } from '#http/route.ts'
import { script } from './script.ts'
import { guessesScript, strengthScript } from './strength.ts'
import { style } from './style/style.ts'
import { icon } from './emblem.ts'

export type Asset = { readonly name: string; readonly type: string; readonly content: string }

const asset = (name: string, extension: string, type: string, content: string): Asset => ({
  name: `assets/${name}-${hash('sha256', content, 'hex').slice(0, 12)}.${extension}`,
  type,
  content,
})

const javaScript = 'text/javascript; charset=utf-8'
const guesses = asset('guesses', 'js', javaScript, guessesScript)

/** Names are relative to `/ui/`. */
export const assets = {
  style: asset('app', 'css', 'text/css; charset=utf-8', style),
  script: asset('app', 'js', javaScript, script),
  strength: asset('strength', 'js', javaScript, strengthScript(guesses.name)),
  guesses,
  icon: asset('icon', 'svg', 'image/svg+xml', icon),
}

/** Of a file whose name has a hash of its content. */
export const assetHeaders = {
  'cache-control': 'public, max-age=31536000, immutable',
  'cross-origin-resource-policy': 'same-origin',
}

export const assetRoutes: readonly Route[] = Object.values(assets).map(
  ({ name, type, content }) => ({
    methods: ['GET'],
    path: `/ui/${name}`,
    options: { ignoresCookies: true },
    handle: (): Reply => ({ status: 200, headers: assetHeaders, body: { raw: content, type } }),
  }),
)
