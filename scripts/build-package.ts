// What the npm package is made of, and how its files name each other.
import { posix } from 'node:path'
import { bundleFolder } from './bundle.ts'

/** The package.json of this repository, as far as it is read here. */
export type Source = {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly imports: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

const javaScript = (path: string) => path.replace(/\.ts$/, '.js')
const declaration = (path: string) => path.replace(/\.ts$/, '.d.ts')
const mapped = <T>(values: Readonly<Record<string, string>>, change: (path: string) => T) =>
  Object.fromEntries(Object.entries(values).map(([name, path]) => [name, change(path)]))

/**
 * The package.json of the package (`manifest`), the files that are copied beside it (`documents`),
 * and the declarations of what it exports.
 */
export function packageOf({ imports, exports, ...source }: Source) {
  const { name, version, description, license, dependencies, optionalDependencies } = source
  const documents = ['README.md', 'LICENSE', 'CHANGELOG.md']
  const manifest = {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=24' },
    bin: { [name]: 'bin/pallas.mjs' },
    exports: {
      ...mapped(exports, (path) => ({ types: declaration(path), default: javaScript(path) })),
      './package.json': './package.json',
    },
    imports: mapped(imports, javaScript),
    files: ['bin', bundleFolder, 'src', 'packages', ...documents],
    dependencies,
    optionalDependencies,
  }
  const declarations = Object.values(exports).map((path) => posix.normalize(declaration(path)))
  return { manifest, documents, declarations }
}

/** Every form in which a file names another one: import, export, `import()`, `import.meta.resolve()`. */
const reference =
  /(\bfrom\s*|\bimport\s*|\bimport\s*\(\s*|\bimport\.meta\.resolve\(\s*)(['"])([#.][^'"\s]*)\2/g

/** The text with `.js` in place of `.ts` at the end of every name of another file. */
export const spelledForJavaScript = (text: string): string =>
  text.replaceAll(
    reference,
    (_all, before: string, quote: string, name: string) =>
      `${before}${quote}${javaScript(name)}${quote}`,
  )

/** The other files that a file names. */
export const referencesIn = (text: string): string[] =>
  [...text.matchAll(reference)].map(([, , , name = '']) => name)

/** The file that is named, relative to the package; undefined where `imports` has no such name. */
export function targetOf(
  name: string,
  from: string,
  imports: Readonly<Record<string, string>>,
): string | undefined {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name)
  const exact = imports[name]
  if (exact !== undefined) return posix.normalize(exact)
  const all = imports['#*']
  return all === undefined ? undefined : posix.normalize(all.replace('*', name.slice(1)))
}
