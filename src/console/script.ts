// The script of the pages: what stands in `browser/`, in one module. Nothing needs it; see
// docs/console.md. It is JavaScript with types in comments: to take types away at the start costs as much
// time and memory as a third of the server.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Route } from '#http/route.ts'

const parts = ['times', 'copy', 'search', 'dialog']

// NOTE each in a block of its own, since their names are theirs
const content = parts
  .map((name) => {
    const code = readFileSync(new URL(`browser/${name}.js`, import.meta.url), 'utf8')
    return `{\n${code}\n}\n`
  })
  .join('')

const path = `/assets/console-${hash('sha256', content, 'hex').slice(0, 12)}.js`

/** The route, and its path below the mount; the path names the version, so it is cached for ever. */
export const script: { readonly path: string; readonly route: Route } = {
  path,
  route: {
    methods: ['GET'],
    path,
    options: { ignoresCookies: true, open: true },
    handle: () => ({
      status: 200,
      headers: {
        'cache-control': 'private, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
      },
      body: { raw: content, type: 'text/javascript; charset=utf-8' },
    }),
  },
}
