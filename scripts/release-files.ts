// What the files of a release say, from facts alone.
import { createHash, sign, verify, type KeyObject } from 'node:crypto'

export const sha256 = (bytes: string | Buffer): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Lines as `sha256sum --check` reads them. */
export const sumsOf = (files: Readonly<Record<string, Buffer>>): string =>
  Object.entries(files)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
    .join('')

/** A signature by Ed25519 of the whole text. */
export const signatureOf = (text: string, key: KeyObject): Buffer =>
  sign(null, Buffer.from(text), key)
export const isSigned = (text: string, signature: Buffer, key: KeyObject): boolean =>
  verify(null, Buffer.from(text), key, signature)

export type State = {
  readonly name: string
  readonly version: string
  /** What `git status --porcelain` prints. */
  readonly changes: string
  readonly changelog: string
}

/** Why nothing may be released from this state. */
export function hindrances({ version, changes, changelog }: State): readonly string[] {
  const heading = `## [${version}]`
  return [
    ...(changes.trim() === '' ? [] : ['the working tree has changes that are not committed']),
    ...(changelog.split('\n').some((line) => line.startsWith(heading))
      ? []
      : [`CHANGELOG.md has no heading ${heading}`]),
  ]
}

type Locked = {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}
type Lock = { readonly packages: Readonly<Record<string, Locked>> }

/**
 * What package.json and package-lock.json say without the packages for development: what dependencies
 * lead to. NOTE the marks in the lock do not tell: what tools need besides is marked as well, and what is
 * for development is not where something else could use it, too
 */
export function withoutDevelopment(lock: string): {
  readonly manifest: string
  readonly lock: string
} {
  const { packages, ...rest } = JSON.parse(lock) as Lock
  const { devDependencies: _, ...manifest } = (packages[''] ?? {}) as Locked & {
    readonly devDependencies?: unknown
  }
  const kept = new Set<string>()
  const waiting: (readonly [path: string, of: Locked])[] = [['', manifest]]
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const name of neededBy(next[1])) {
      const path = placeOf(packages, next[0], name)
      const found = path === undefined ? undefined : packages[path]
      if (path === undefined || found === undefined || kept.has(path)) continue
      kept.add(path)
      waiting.push([path, found])
    }
  const own = Object.entries(packages).filter(([path]) => kept.has(path))
  return {
    manifest: JSON.stringify(manifest),
    lock: JSON.stringify({ ...rest, packages: { '': manifest, ...Object.fromEntries(own) } }),
  }
}

const neededBy = ({
  dependencies,
  optionalDependencies,
  peerDependencies = {},
  peerDependenciesMeta = {},
}: Locked): readonly string[] => [
  ...Object.keys({ ...dependencies, ...optionalDependencies }),
  ...Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true),
]

/** Where Node finds a package for one that lies at `from`. */
function placeOf(packages: Lock['packages'], from: string, name: string): string | undefined {
  for (let folder = from; ;) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path]) return path
    if (folder === '') return undefined
    const above = folder.lastIndexOf('/node_modules/')
    folder = above === -1 ? '' : folder.slice(0, above)
  }
}

type Bom = {
  readonly metadata: { readonly component: object }
  readonly components: readonly object[]
}

/**
 * The bill of materials that npm has written (CycloneDX), without what differs from run to run: the time
 * is that of the commit, the serial number follows from the content, the name is that of the package.
 */
export function steadyBom(text: string, name: string, committedAt: string): string {
  const bom = JSON.parse(text) as Bom
  const { metadata, ...rest } = bom
  const steady = {
    ...rest,
    metadata: { ...metadata, timestamp: committedAt, component: { ...metadata.component, name } },
  }
  const digest = sha256(JSON.stringify({ ...steady, serialNumber: undefined }))
  const serialNumber = `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  return `${JSON.stringify({ ...steady, serialNumber }, undefined, 2)}\n`
}
