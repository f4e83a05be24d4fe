import { aliases, defaultEditionsAt, editions, newest } from '#editions/all.ts'
import type { Config } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
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
