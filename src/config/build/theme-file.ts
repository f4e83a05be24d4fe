import type { ThemeFile } from '#pages/theme/theme.ts'
import type { Path } from '../paths.ts'
import { readBytes } from '../read-file.ts'
import type { Plan } from './plan.ts'

type Kind = { readonly maxBytes: number; readonly formats: readonly (keyof typeof formats)[] }

const pictures = ['svg', 'png', 'jpg', 'webp'] as const
const kinds = {
  logo: { maxBytes: 256 * 1024, formats: pictures },
  image: { maxBytes: 2 * 1024 * 1024, formats: pictures },
  font: { maxBytes: 2 * 1024 * 1024, formats: ['woff2'] },
} satisfies Readonly<Record<string, Kind>>

/** The content decides, not the name: a browser is told what the file is, and must not guess. */
const formats = {
  svg: { name: 'SVG', mediaType: 'image/svg+xml', isIn: isSvg },
  png: { name: 'PNG', mediaType: 'image/png', isIn: begins(0, '\x89PNG\r\n\x1A\n') },
  jpg: { name: 'JPEG', mediaType: 'image/jpeg', isIn: begins(0, '\xFF\xD8\xFF') },
  webp: {
    name: 'WebP',
    mediaType: 'image/webp',
    isIn: (content: Buffer) => begins(0, 'RIFF')(content) && begins(8, 'WEBP')(content),
  },
  woff2: { name: 'WOFF2', mediaType: 'font/woff2', isIn: begins(0, 'wOF2') },
}

/** A file of the theme; undefined, and a fault, for one that cannot be used. */
export function themeFile(
  kind: keyof typeof kinds,
  address: string | undefined,
  path: Path,
  plan: Plan,
): ThemeFile | undefined {
  if (address === undefined) return undefined
  const { maxBytes, formats: allowed }: Kind = kinds[kind]
  const read = readBytes(address, plan.cwd, maxBytes)
  if ('problem' in read) {
    plan.fault(path, read.problem)
    return undefined
  }
  const extension = allowed.find((one) => formats[one].isIn(read.bytes))
  if (extension === undefined) {
    plan.fault(path, `names no file of ${allowed.map((one) => formats[one].name).join(', ')}`)
    return undefined
  }
  return { extension, mediaType: formats[extension].mediaType, content: read.bytes }
}

function begins(at: number, text: string): (content: Buffer) => boolean {
  return (content) => content.toString('latin1', at, at + text.length) === text
}

/** An element `svg` after what XML allows before it. */
function isSvg(content: Buffer): boolean {
  const text = content.toString('utf8').replace(/^\uFEFF/, '')
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:(?:<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^>[]*>)\s*)*<svg[\s>]/i.test(
    text,
  )
}
