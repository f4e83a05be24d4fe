import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { loadNative, type NativeParts } from './native.ts'

const require = createRequire(import.meta.url)
const names = ['@node-rs/argon2', '@node-rs/bcrypt'] as const

/** What a machine is told on which only the package itself is installed. */
function toldOn(
  name: (typeof names)[number],
  machine: Pick<NativeParts, 'platform' | 'arch' | 'libc'>,
): string {
  const fail = (what: string): unknown => {
    if (what.endsWith('/package.json')) return require(what)
    throw new Error('Cannot find native binding.')
  }
  try {
    loadNative(name, { ...machine, require: fail })
  } catch (error) {
    assert.ok(error instanceof Refusal && error.kind === 'misconfigured')
    return error.reason ?? ''
  }
  return assert.fail('it was loaded')
}

describe('a package with a part for each platform', () => {
  for (const name of names) {
    test(`${name} is loaded where its part is installed`, () => {
      assert.equal(typeof (loadNative(name) as { readonly hash: unknown }).hash, 'function')
    })
    test(`${name}: the part that is missing is named, on every platform that has one`, () => {
      const { optionalDependencies } = require(`${name}/package.json`) as {
        readonly optionalDependencies: Readonly<Record<string, string>>
      }
      const parts = Object.entries(optionalDependencies)
      assert.ok(parts.length > 5)
      for (const [part, version] of parts) {
        const [platform = '', arch = '', system = ''] = part.slice(name.length + 1).split('-')
        const libc = () =>
          platform !== 'linux' ? undefined : system.startsWith('musl') ? 'musl' : 'gnu'
        assert.match(
          toldOn(name, { platform, arch, libc }),
          new RegExp(`^${part} is not installed.*npm install --no-save ${part}@${version}$`),
        )
      }
    })
    test(`${name}: a platform without a part is named`, () => {
      const riscv = { platform: 'linux', arch: 'riscv64', libc: () => 'gnu' as const }
      assert.match(toldOn(name, riscv), /no package for this platform \(linux-riscv64\)/)
    })
  }
})
