// Builds the Debian package of this checkout and prints the path of it. The same commit gives the same
// bytes: names are sorted, and all times are that of the commit, or SOURCE_DATE_EPOCH.
//   node scripts/package-deb.ts [--out FOLDER] [--compression xz|zstd|none]
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { changelogOf, controlOf, isShipped, modulesOf, platforms } from './package-deb-content.ts'
import { bundleFolder } from './bundle.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, '.tmp/deb') },
    compression: { type: 'string', default: 'xz' },
  },
})
const platform = platforms[`${process.platform}-${process.arch}`]
if (platform === undefined) throw new Error(`no package for ${process.platform}-${process.arch}`)
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string
  readonly description: string
}
const epoch =
  process.env['SOURCE_DATE_EPOCH'] ??
  execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim()

const scratch = mkdtempSync(join(tmpdir(), 'pallas-deb-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const tree = join(scratch, 'tree')
const placeFor = (path: string): string => {
  const place = join(tree, path)
  mkdirSync(dirname(place), { recursive: true })
  return place
}
const put = (from: string, path: string): void => copyFileSync(join(root, from), placeFor(path))

putCode()
putModules()
put('deploy/debian/pallas', 'usr/bin/pallas')
put('deploy/debian/kratos.yml', 'etc/pallas/kratos.yml')
put('deploy/systemd/pallas.service', 'usr/lib/systemd/system/pallas.service')
put('deploy/systemd/pallas.sysusers', 'usr/lib/sysusers.d/pallas.conf')
putDocuments()
const installed = filesBelow(tree)
putControl(installed)
normalize()

const file = join(resolve(options.out), `pallas_${manifest.version}_${platform.architecture}.deb`)
mkdirSync(dirname(file), { recursive: true })
execFileSync(
  'dpkg-deb',
  ['--root-owner-group', `-Z${options.compression}`, '--threads-max=2', '--build', tree, file],
  { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SOURCE_DATE_EPOCH: epoch } },
)
console.log(file)

/** The program, as in the npm package. */
function putCode(): void {
  const code = join(scratch, 'code')
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), code])
  for (const part of ['bin', bundleFolder, 'src', 'packages'])
    cpSync(join(code, part), placeFor(`usr/lib/pallas/${part}`), {
      recursive: true,
      filter: (path) => isShipped(relative(code, path)),
    })
  copyFileSync(join(code, 'package.json'), placeFor('usr/lib/pallas/package.json'))
}

/** The packages that the program needs, and the Node that runs it. */
function putModules(): void {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  for (const path of modulesOf(lock, (path) => existsSync(join(root, path))))
    cpSync(join(root, path), placeFor(`usr/lib/pallas/${path}`), {
      recursive: true,
      filter: (from) => isShipped(relative(root, from)),
    })
  symlinkSync(`../${platform?.node}/bin/node`, placeFor('usr/lib/pallas/node_modules/.bin/node'))
}

function putDocuments(): void {
  const folder = 'usr/share/doc/pallas'
  put('deploy/debian/copyright', `${folder}/copyright`)
  const changes = changelogOf(manifest.version, Number(epoch))
  writeFileSync(placeFor(`${folder}/changelog.gz`), gzipSync(changes, { level: 9 }))
  for (const path of ['README.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: root })].sort())
    put(path, `${folder}/${path}`)
  for (const path of globSync('deploy/systemd/drop-ins/*.conf', { cwd: root }))
    put(path, `${folder}/examples/${basename(path)}`)
}

function putControl(files: readonly string[]): void {
  const kilobytes = files.reduce(
    (sum, path) => sum + Math.ceil(statSync(join(tree, path)).size / 1024),
    0,
  )
  writeFileSync(
    placeFor('DEBIAN/control'),
    controlOf({ ...manifest, architecture: platform?.architecture ?? '', kilobytes }),
  )
  writeFileSync(placeFor('DEBIAN/conffiles'), '/etc/pallas/kratos.yml\n')
  writeFileSync(
    placeFor('DEBIAN/md5sums'),
    files
      .filter((path) => !path.startsWith('etc/'))
      .map((path) => `${md5(join(tree, path))}  ${path}\n`)
      .join(''),
  )
  for (const script of ['postinst', 'prerm', 'postrm'])
    put(`deploy/debian/${script}`, `DEBIAN/${script}`)
}

function md5(path: string): string {
  return createHash('md5').update(readFileSync(path)).digest('hex')
}

/** The files below a folder, without links, in the order of their names. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** Gives everything the modes and the time that it has on every machine. */
function normalize(): void {
  const programs =
    /^(?:DEBIAN\/(?:post|pre)|usr\/bin\/|usr\/lib\/pallas\/bin\/pallas|.*\/bin\/node$)/
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const isProgram = entry.isDirectory() || programs.test(relative(tree, path))
    if (!entry.isSymbolicLink()) chmodSync(path, isProgram ? 0o755 : 0o644)
    lutimesSync(path, Number(epoch), Number(epoch))
  }
  chmodSync(tree, 0o755)
  lutimesSync(tree, Number(epoch), Number(epoch))
}
