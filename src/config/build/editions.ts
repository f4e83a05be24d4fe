import { aliases, defaultEditionsAt, editions, newest } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import type { Config } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import { isBelow, type Path, pathText } from '../paths.ts'
import type { Plan } from './plan.ts'

/**
 * The editions that are served, and those at the two places without a name of their own. A place
 * has its usual editions as far as they are served; one that is named there must be served.
 */
export function editionsOf(
  input: Settings['pallas']['editions'],
  plan: Plan,
): Config['pallas']['editions'] {
  const served = input.enabled?.map((name) => aliases[name] ?? name)
  const isServed = (name: string) => served?.includes(aliases[name] ?? name) ?? true
  const at = (
    key: 'root' | 'api_kratos',
    place: Parameters<typeof defaultEditionsAt>[0],
  ): readonly string[] => {
    const named = input[key]
    for (const [index, name] of (named ?? []).entries())
      if (!isServed(name))
        plan.fault(
          ['pallas', 'editions', key, index],
          'names an edition that is switched off',
          'add it to pallas.editions.enabled, or take it away here',
        )
    return named ?? defaultEditionsAt(place).filter(isServed)
  }
  return {
    enabled: editions.map(({ name }) => name).filter(isServed),
    root: at('root', 'root'),
    apiKratos: at('api_kratos', 'apiKratos'),
  }
}

const kinds = ['login', 'registration', 'settings', 'recovery', 'verification', 'error'] as const

/** Reports flows whose pages are the built-in ones when these are not served. */
export function guardPages(
  { enabled }: Config['pallas']['editions'],
  { flows }: Settings['selfservice'],
  plan: Plan,
): void {
  if (enabled.includes(newest.name)) return
  for (const kind of kinds)
    if (flows[kind].ui_url === undefined)
      plan.fault(
        ['selfservice', 'flows', kind, 'ui_url'],
        'is missing, and the built-in page uses an edition that is switched off',
        `a page of yours, or ${newest.name} in pallas.editions.enabled`,
      )
}

/**
 * A hint for the owner of a file of an older edition: its clients call paths without a prefix,
 * where another edition may answer first. `written`: the keys of the file that were replaced.
 */
export function hintForRoot(
  written: readonly Path[],
  configured: Settings['pallas']['editions'],
  { root, enabled }: Config['pallas']['editions'],
): { readonly path: Path; readonly sentence: string } | undefined {
  if (configured.root !== undefined) return undefined
  for (const { name, ownConfigKeys = [] } of editions as readonly Edition[]) {
    const path = written.find((one) => ownConfigKeys.some((key) => isBelow(one, key.split('.'))))
    if (path === undefined || root[0] === name || !enabled.includes(name)) continue
    const others = root.filter((one) => one !== name)
    return {
      path,
      sentence:
        `${pathText(path)} is a key of the time of ${name}: clients of that time call paths ` +
        `without a prefix, which ${root[0] ?? 'no edition'} answers first. For them set ` +
        `pallas.editions.root: [${[name, ...others].join(', ')}]`,
    }
  }
  return undefined
}
