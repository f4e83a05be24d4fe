// Packages with a part in machine code, which is a package of its own for each platform.
import { createRequire } from 'node:module'
import { Refusal } from '#errors/refusal.ts'

/** Where packages are looked for. */
export type NativeParts = {
  readonly require: (name: string) => unknown
  readonly platform: string
  readonly arch: string
  /** `gnu` or `musl`; undefined where there is one system library only. */
  readonly libc: () => 'gnu' | 'musl' | undefined
}

/**
 * Loads a package. Where its part for this platform is missing, throws Refusal('misconfigured') that
 * names it.
 */
export function loadNative(
  name: '@node-rs/argon2' | '@node-rs/bcrypt',
  parts: NativeParts = here,
): unknown {
  try {
    return parts.require(name)
  } catch (cause) {
    const platform = `${parts.platform}-${parts.arch}`
    const part = partFor(name, parts)
    throw new Refusal('misconfigured', {
      reason:
        part === undefined
          ? `${name} cannot be loaded, and has no package for this platform (${platform})`
          : `${part.name} is not installed or cannot be loaded, and ${name} needs it on this ` +
            'machine. npm installs it unless optional packages are left out or node_modules comes ' +
            `from another platform: npm install --no-save ${part.name}@${part.version}`,
      cause,
    })
  }
}

/** The package with the part of this platform. */
function partFor(
  name: string,
  { require, platform, arch, libc }: NativeParts,
): { readonly name: string; readonly version: string } | undefined {
  const { optionalDependencies = {} } = require(`${name}/package.json`) as {
    readonly optionalDependencies?: Readonly<Record<string, string>>
  }
  const all = Object.entries(optionalDependencies).filter(([one]) =>
    `${one}-`.startsWith(`${name}-${platform}-${arch}-`),
  )
  const system = libc()
  const found = system === undefined ? all[0] : all.find(([one]) => one.includes(`-${system}`))
  return found && { name: found[0], version: found[1] }
}

const here: NativeParts = {
  require: createRequire(import.meta.url),
  platform: process.platform,
  arch: process.arch,
  libc: () => (process.platform === 'linux' ? libcOfProcess() : undefined),
}

function libcOfProcess(): 'gnu' | 'musl' {
  const { header } = process.report.getReport() as { readonly header: Record<string, unknown> }
  return header['glibcVersionRuntime'] === undefined ? 'musl' : 'gnu'
}
