// The command of the npm package in few files: a start that loads a thousand modules one by one spends a
// third of its time on that. The modules themselves stay beside them, for threads and for the library.
import { build, type Plugin } from 'esbuild'
import { copyFileSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, relative } from 'node:path'

/** Where the bundle lies in the package. */
export const bundleFolder = 'bundle'

/** Packages of many small modules, which become part of the bundle, each with its licence beside it. */
export const bundledPackages = ['kysely'] as const

/**
 * Bundles `src/main.js` of a built package. `packages`: the folder in which others are installed. Throws
 * where a module cannot be read.
 */
export async function bundleCommand(root: string, packages: string): Promise<void> {
  const to = join(root, bundleFolder)
  const link = join(root, 'node_modules')
  symlinkSync(packages, link)
  await build({
    entryPoints: [join(root, 'src/main.js')],
    outdir: to,
    // NOTE so that the same files come out wherever the package is built
    absWorkingDir: root,
    preserveSymlinks: true,
    bundle: true,
    // NOTE what is loaded when it is first used stays in files of its own
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    plugins: [withoutFacades, otherPackages, atOwnPlace(root)],
  }).finally(() => rmSync(link))
  for (const name of bundledPackages)
    copyFileSync(join(packages, name, 'LICENSE'), join(to, `LICENSE-${name}`))
}

/**
 * Takes the clients and servers of HTTP by a call. An import makes Node look at every name that they have,
 * some of which load a client of WebSockets: a twentieth of a start.
 */
const withoutFacades: Plugin = {
  name: 'without-facades',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:https?$/ }, ({ path }) => ({ path, namespace: 'by-call' }))
    onLoad({ filter: /.*/, namespace: 'by-call' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
      loader: 'js',
    }))
  },
}

/** Leaves the other packages to be loaded from where they are installed. */
const otherPackages: Plugin = {
  name: 'other-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined
      const isBundled = !isBuiltin(path) && bundledPackages.some((name) => path === name)
      return isBundled ? undefined : { path, external: true }
    })
  },
}

/** Lets modules find what lies beside them from where the bundle lies. */
function atOwnPlace(root: string): Plugin {
  return {
    name: 'at-own-place',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const from = relative(join(root, bundleFolder), path)
        if (from.includes('node_modules')) return undefined
        return { contents: placedIn(readFileSync(path, 'utf8'), from), loader: 'js' }
      })
    },
  }
}

/** What names a place beside a module. */
const places = /\bimport\.meta\.(?:url\b|resolve\(\s*(['"])(\.[^'"\s]*)\1\s*\))/g

/** A module with the places that it names spelled from where the bundle lies; `path`: its own, from there. */
export const placedIn = (text: string, path: string): string =>
  text.replaceAll(places, (_all, _quote, name?: string) => {
    const named = name === undefined ? path : posix.join(posix.dirname(path), name)
    return `new URL(${JSON.stringify(named)}, import.meta.url).href`
  })
