// The Debian package: what is in it, and its way in and out of a system.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isShipped, modulesOf } from '../../scripts/package-deb-content.ts'
import { run, skipWithout, skipWithoutRoot } from '../support/programs.ts'
import { root, settingOf } from './unit.ts'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string
}

describe('the Debian package', { skip: skipWithout('dpkg-deb') }, () => {
  let folder: string, file: string, tree: string
  const build = (into: string) =>
    run('sh', ['scripts/package-deb.sh', '--compression', 'zstd', '--out', join(folder, into)], {
      cwd: root,
    }).trim()
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-deb-'))
    file = build('first')
    tree = join(folder, 'tree')
    run('dpkg-deb', ['-R', file, tree])
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is the same byte for byte when it is built again', () => {
    const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
    assert.equal(hash(build('second')), hash(file))
  })

  it('runs from where it was unpacked, with its own Node, and leaves nothing there', () => {
    const count = () => run('find', [tree]).split('\n').length
    const before = count()
    const env = { PATH: '/usr/bin:/bin', HOME: '/root' }
    assert.equal(run(join(tree, 'usr/bin/pallas'), ['version'], { env }), `${version}\n`)
    const config = join(tree, 'etc/pallas/kratos.yml')
    run(join(tree, 'usr/bin/pallas'), ['config', 'check', config], { env })
    assert.equal(count(), before)
  })

  it('has what the unit of systemd names, and the checksums of all that is no configuration', () => {
    const [program = '', ...args] = settingOf('ExecStart').split(' ')
    assert.ok(existsSync(join(tree, program)))
    assert.ok(existsSync(join(tree, args.at(-1) ?? '')))
    assert.equal(readFileSync(join(tree, 'DEBIAN/conffiles'), 'utf8').trim(), args.at(-1))
    assert.equal(settingOf('User'), 'pallas')
    run('md5sum', ['--quiet', '-c', 'DEBIAN/md5sums'], { cwd: tree })
  })

  it('has the licence of each package that it brings along, and no package for development', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    const wanted = modulesOf(lock, (path) => existsSync(join(root, path)))
    assert.ok(wanted.length > 100)
    const licences = (folder: string) =>
      globSync(['LICEN[CS]E*', 'licen[cs]e*'], { cwd: folder }).length
    for (const path of wanted)
      assert.equal(licences(join(tree, 'usr/lib/pallas', path)), licences(join(root, path)), path)
    const shipped = globSync('usr/lib/pallas/node_modules/{*,@*/*}/package.json', { cwd: tree })
    assert.deepEqual(
      shipped.map((path) => path.slice('usr/lib/pallas/'.length, -'/package.json'.length)).sort(),
      wanted.filter((path) => !path.startsWith('node_modules/.')),
    )
  })

  it('has no file that nobody else but a developer needs', () => {
    for (const [path, shipped] of [
      ['node_modules/a/index.js', true],
      ['node_modules/a/LICENSE.md', true],
      ['node_modules/a/index.d.ts', false],
      ['node_modules/a/.eslintrc.json', false],
      ['src/lib/time.test.ts', false],
      ['src/lib/time.ts', true],
      ['bin/find-node.sh', true],
    ] as const)
      assert.equal(isShipped(path), shipped, path)
    const files = run('find', [tree, '-type', 'f']).trim().split('\n')
    assert.ok(files.length > 1000)
    assert.ok(!files.some((path) => /\.test\.[jt]s$|\.map$|\/\.git/.test(path)))
  })

  it('has no file that others may write, and runs programs alone', () => {
    assert.equal(run('find', [tree, '!', '-type', 'l', '-perm', '/022']), '')
    const programs = run('find', [join(tree, 'usr'), '-type', 'f', '-perm', '/111'])
    assert.deepEqual(
      programs
        .trim()
        .split('\n')
        .map((path) => path.replace(/.*\//, ''))
        .sort(),
      ['node', 'pallas', 'pallas', 'pallas.mjs'],
    )
  })

  it('has scripts that a shell understands', () => {
    for (const script of ['postinst', 'prerm', 'postrm'])
      run('sh', ['-n', join(tree, 'DEBIAN', script)])
  })

  it('comes, is replaced and goes, in a copy of this system', { skip: skipWithoutRoot }, () => {
    for (const name of ['layer', 'system']) mkdirSync(join(folder, name))
    const said = run('unshare', [
      '--mount',
      '--propagation=private',
      'sh',
      '-c',
      copied,
      'sh',
      folder,
      file,
    ])
    assert.deepEqual(said.trim().split('\n'), [
      version,
      'root:pallas 750 /etc/pallas',
      'root:pallas 640 /etc/pallas/kratos.yml',
      'enabled',
      'the configuration was kept',
      'removed, the configuration and the data stay',
      'purged',
    ])
  })
})

/** Installs, replaces, removes and purges the package where nothing of it reaches this system. */
const copied = `
set -e
mount -t tmpfs tmpfs "$1/layer"
mkdir "$1/layer/upper" "$1/layer/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/layer/upper,workdir=$1/layer/work" "$1/system"
mount --bind "$1/first" "$1/system/mnt"
mount -t proc proc "$1/system/proc"
export DEBIAN_FRONTEND=noninteractive package="/mnt/\${2##*/}"
exec chroot "$1/system" sh -e -c '
  rm -rf /run/systemd/system
  deb() { dpkg --force-unsafe-io "$@" >/dev/null; }
  deb -i "$package"
  pallas version
  stat -c "%U:%G %a %n" /etc/pallas /etc/pallas/kratos.yml
  systemctl is-enabled pallas
  id pallas >/dev/null
  echo "# mine" >>/etc/pallas/kratos.yml
  mkdir -p /var/lib/pallas/data
  deb -i "$package"
  grep -q "# mine" /etc/pallas/kratos.yml && echo the configuration was kept
  deb -r pallas
  test -e /etc/pallas/kratos.yml -a -d /var/lib/pallas/data -a ! -e /usr/lib/pallas &&
    echo removed, the configuration and the data stay
  deb -P pallas
  test ! -e /etc/pallas -a ! -e /var/lib/pallas && ! systemctl is-enabled pallas 2>/dev/null && echo purged
'
`
