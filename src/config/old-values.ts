// Values of earlier published configuration formats that have changed, and behaviour that they did
// not configure.
import { isObject } from '#lib/json.ts'
import { at, put, type Path, type Tree } from './paths.ts'

type Respelled = { readonly tree: Tree; readonly warnings: readonly string[] }

const flows = ['selfservice', 'flows'] as const
const oidc = ['selfservice', 'methods', 'oidc', 'config'] as const
const kinds = ['login', 'registration', 'settings']
const methods = ['password', 'oidc', 'profile']

/**
 * The configuration with current values, after its keys were replaced. `original`: the
 * configuration as it was written.
 */
export function modernizeValues(tree: Tree, original: Tree): Respelled {
  const warnings: string[] = []
  let now: unknown = tree
  const change = (path: Path, value: unknown, warning: string) => {
    now = put(now, path, value)
    warnings.push(warning)
  }

  const memory = at(now, ['hashers', 'argon2', 'memory'])
  if (typeof memory === 'number')
    change(
      ['hashers', 'argon2', 'memory'],
      `${memory}KB`,
      'hashers.argon2.memory has a unit now: it is taken for KB',
    )

  const providers = at(now, [...oidc, 'providers'])
  if (
    Array.isArray(providers) &&
    providers.some((one: unknown) => at(one, ['schema_url']) !== undefined)
  ) {
    const respelled = providers.map((one: unknown) =>
      put(
        put(one, ['mapper_url'], at(one, ['mapper_url']) ?? at(one, ['schema_url'])),
        ['schema_url'],
        undefined,
      ),
    )
    change(
      [...oidc, 'providers'],
      respelled,
      'providers.schema_url is taken for mapper_url: what a provider says is mapped by a ' +
        'Jsonnet program now, not by a JSON Schema, so write one before anybody signs in by it',
    )
  }

  if (at(original, ['urls', 'mfa_ui']) !== undefined)
    warnings.push('urls.mfa_ui has no counterpart: a second factor is asked for on the login page')

  for (const after of kinds.flatMap((kind) =>
    methods.map((method) => [...flows, kind, 'after', method]),
  )) {
    const hooks = at(now, [...after, 'hooks'])
    if (!Array.isArray(hooks)) continue
    const others = hooks.filter((one: unknown) => !['verify', 'redirect'].includes(hookOf(one)))
    if (others.length === hooks.length) continue
    const leads = hooks.find((one: unknown) => hookOf(one) === 'redirect') as unknown
    const url = at(leads, ['config', 'default_redirect_url'])
    if (url !== undefined && at(now, [...after, 'default_browser_return_url']) === undefined)
      now = put(now, [...after, 'default_browser_return_url'], url)
    change(
      [...after, 'hooks'],
      others.length > 0 ? others : undefined,
      `${after.join('.')}.hooks: verify and redirect are hooks no more; new addresses are ` +
        'verified, and default_browser_return_url leads somewhere, without one',
    )
  }

  if (isOld(original)) {
    // a link was valid as long as its request
    const requestLifespan =
      at(now, [...flows, 'verification', 'lifespan']) ?? at(now, [...flows, 'recovery', 'lifespan'])
    // NOTE these formats had links only, and no switch for them
    const hasVerification =
      at(original, ['urls', 'verify_ui']) !== undefined ||
      at(original, ['selfservice', 'verify']) !== undefined
    const implied: readonly (readonly [Path, unknown])[] = [
      [['selfservice', 'methods', 'link', 'enabled'], true],
      ...(at(original, ['urls']) === undefined && requestLifespan !== undefined
        ? [[['selfservice', 'methods', 'link', 'config', 'lifespan'], requestLifespan] as const]
        : []),
      [[...flows, 'recovery', 'use'], 'link'],
      [[...flows, 'verification', 'use'], 'link'],
      ...(hasVerification ? [[[...flows, 'verification', 'enabled'], true] as const] : []),
    ]
    for (const [path, value] of implied)
      if (at(now, path) === undefined) now = put(now, path, value)
  }
  return { tree: now as Tree, warnings }
}

const hookOf = (hook: unknown): string =>
  isObject(hook) && typeof hook['hook'] === 'string' ? hook['hook'] : ''

/** Whether the format has requests, which later formats call flows. */
function isOld(original: Tree): boolean {
  return (
    at(original, ['urls']) !== undefined ||
    at(original, ['selfservice', 'strategies']) !== undefined
  )
}
