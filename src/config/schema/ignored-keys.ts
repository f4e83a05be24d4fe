// Keys that are accepted, so that existing files can be used, but have no effect. A warning names
// those that are used with a value that would change something.
import { isObject, type Json } from '#lib/json.ts'
import { at, type Path, pathText } from '../paths.ts'

export type IgnoredKey = {
  /** `*` stands for any key or position, `**` at the beginning for any number of them. */
  readonly key: string
  /** Values that change nothing; 'any' when none does. */
  readonly harmless?: readonly Json[] | 'any'
}

const off = { harmless: [false] } as const

export const ignoredKeys: readonly IgnoredKey[] = [
  { key: 'serve.public.socket' },
  { key: 'serve.admin.socket' },
  { key: 'serve.public.domain_aliases', harmless: [[]] },
  { key: 'serve.public.cors.options_passthrough', ...off },
  { key: 'serve.public.cors.debug', ...off },
  { key: 'selfservice.methods.b2b' },
  { key: 'selfservice.methods.oidc.config.providers.*.organization_id', harmless: [''] },
  { key: 'selfservice.methods.oidc.config.providers.*.fedcm_config_url', harmless: [''] },
  { key: 'selfservice.methods.oidc.config.providers.*.net_id_token_origin_header', harmless: [''] },
  { key: '**.emit_analytics_event', harmless: 'any' },
  { key: 'hashers.argon2.expected_duration', harmless: 'any' },
  { key: 'hashers.argon2.expected_deviation', harmless: 'any' },
  { key: 'hashers.argon2.dedicated_memory', harmless: 'any' },
  { key: 'ciphers.algorithm', harmless: ['aes', 'xchacha20-poly1305'] },
  { key: 'oauth2_provider.override_return_to', ...off },
  { key: 'organizations', harmless: [[]] },
  { key: 'enterprise' },
  { key: 'help', ...off },
  { key: 'config', harmless: 'any' },
  { key: 'sqa-opt-out', harmless: 'any' },
  { key: 'watch-courier', harmless: [true] },
  { key: 'expose-metrics-port', harmless: [0] },
]

/** The ignored keys that a configuration uses with a value that would change something. */
export function ignoredIn(tree: unknown): readonly Path[] {
  return ignoredKeys.flatMap(({ key, harmless = [] }) =>
    harmless === 'any'
      ? []
      : placesOf(tree, key.split('.')).filter((path) => {
          const value = at(tree, path)
          return (
            !isEmpty(value) &&
            !harmless.some((one) => JSON.stringify(one) === JSON.stringify(value))
          )
        }),
  )
}

/** Whether a path is, or is below, an ignored key. */
export const isIgnored = (path: Path): boolean =>
  ignoredKeys.some(({ key }) => {
    const keys = key.split('.')
    if (keys[0] === '**') return pathText(path).endsWith(`.${keys.slice(1).join('.')}`)
    return keys.every((one, index) => one === '*' || one === String(path[index]))
  })

const isEmpty = (value: unknown) =>
  value === null || (isObject(value) && Object.keys(value).length === 0)

function placesOf(tree: unknown, keys: readonly string[]): readonly Path[] {
  const [key, ...rest] = keys
  if (key === undefined) return [[]]
  if (key === '**') return [] // only of keys whose values change nothing
  const here = Array.isArray(tree) ? [...tree.keys()] : isObject(tree) ? Object.keys(tree) : []
  return here
    .filter((one) => key === '*' || String(one) === key)
    .flatMap((one) => placesOf(at(tree, [one]), rest).map((below) => [one, ...below]))
}
