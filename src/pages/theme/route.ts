// The files of the theme. Their names contain a hash of their content, so they can be cached for ever.
import { Refusal } from '#errors/refusal.ts'
import type { Reply } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { assetHeaders } from '../assets.ts'
import type { PagesParts } from '../parts.ts'
import type { LookFile } from './look.ts'

/**
 * A picture may be opened by its address, and one in SVG could then run scripts in our origin: it may
 * do nothing but show itself.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

const kindOf = (name: string): string => name.replace(/-[0-9a-f]{12}\..*$/, '')

/**
 * NOTE while a changed configuration is taken over, a page may ask for a file of the configuration
 * before, or of the next one: it gets the present file of the same kind, which is not cached
 */
export function themeRoute({ settings }: Pick<PagesParts, 'settings'>): Route {
  const find = (asked: string) => {
    const { files } = settings().look
    const name = `theme/${asked}`
    const exact = files.find((file) => file.name === name)
    const file = exact ?? files.find((one) => kindOf(one.name) === kindOf(name))
    if (file === undefined) throw new Refusal('not-found')
    return { file, isExact: exact !== undefined }
  }
  return route('GET', '/ui/theme/:file', ({ params }) => params['file'] ?? '', find, answer, {
    ignoresCookies: true,
  })
}

const answer = ({ file, isExact }: { file: LookFile; isExact: boolean }): Reply => ({
  status: 200,
  headers: {
    ...(isExact ? assetHeaders : {}),
    ...(file.type.startsWith('image/') ? { 'content-security-policy': policy } : {}),
  },
  body: { raw: file.content, type: file.type },
})
