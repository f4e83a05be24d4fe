// Keys of earlier published configuration formats, and the keys that replace them.
import { modernizeValues, type Origin, type Respelling } from './old-values.ts'
import { at, isBelow, type Path, put, pathText, type Tree } from './paths.ts'

const kinds = ['login', 'registration', 'settings'] as const

const simple: readonly (readonly [old: string, now: string])[] = [
  ['urls.self.public', 'serve.public.base_url'],
  ['urls.self.admin', 'serve.admin.base_url'],
  ['urls.default_return_to', 'selfservice.default_browser_return_url'],
  ['urls.whitelisted_return_to_urls', 'selfservice.allowed_return_urls'],
  ['urls.login_ui', 'selfservice.flows.login.ui_url'],
  ['urls.registration_ui', 'selfservice.flows.registration.ui_url'],
  ['urls.settings_ui', 'selfservice.flows.settings.ui_url'],
  ['urls.verify_ui', 'selfservice.flows.verification.ui_url'],
  ['urls.error_ui', 'selfservice.flows.error.ui_url'],
  ...kinds.flatMap((kind) => [
    [`selfservice.${kind}.request_lifespan`, `selfservice.flows.${kind}.lifespan`] as const,
    [`selfservice.${kind}.before`, `selfservice.flows.${kind}.before`] as const,
    [
      `selfservice.${kind}.after.default_return_to`,
      `selfservice.flows.${kind}.after.default_browser_return_url`,
    ] as const,
    ...['password', 'oidc', 'profile'].flatMap((method) => [
      [
        `selfservice.${kind}.after.${method}.default_return_to`,
        `selfservice.flows.${kind}.after.${method}.default_browser_return_url`,
      ] as const,
      [
        `selfservice.${kind}.after.${method}.hooks`,
        `selfservice.flows.${kind}.after.${method}.hooks`,
      ] as const,
    ]),
  ]),
  [
    'selfservice.settings.privileged_session_max_age',
    'selfservice.flows.settings.privileged_session_max_age',
  ],
  ['selfservice.logout.redirect_to', 'selfservice.flows.logout.after.default_browser_return_url'],
  ['selfservice.verify.request_lifespan', 'selfservice.flows.verification.lifespan'],
  ['selfservice.verify.link_lifespan', 'selfservice.methods.link.config.lifespan'],
  [
    'selfservice.verify.return_to',
    'selfservice.flows.verification.after.default_browser_return_url',
  ],
  ...[...kinds, 'recovery', 'verification'].map(
    (kind) =>
      [`selfservice.flows.${kind}.request_lifespan`, `selfservice.flows.${kind}.lifespan`] as const,
  ),
  ['selfservice.strategies.recovery_token', 'selfservice.methods.link'],
  ['selfservice.strategies.password', 'selfservice.methods.password'],
  ['selfservice.strategies.profile', 'selfservice.methods.profile'],
  ['selfservice.strategies.oidc', 'selfservice.methods.oidc'],
  ['selfservice.whitelisted_return_urls', 'selfservice.allowed_return_urls'],
  ['secrets.session', 'secrets.cookie'],
  ['security.session.cookie.same_site', 'session.cookie.same_site'],
  ['session.cookie_same_site', 'session.cookie.same_site'],
  ['identity.traits.schemas', 'identity.schemas'],
]

/** Keys that named the default schema by its address; now it is in the list of schemas. */
const defaultSchema: readonly string[] = [
  'identity.default_schema_url',
  'identity.traits.default_schema_url',
]

export type Modernized = {
  readonly tree: Tree
  /** What was replaced, with the path at which it was written. */
  readonly warnings: readonly Respelling[]
  /** The path at which the value of a path of `tree` was written. */
  written(path: Path): Path
}

/**
 * The configuration with current keys, and the keys that were replaced. Where both are used, the
 * current one counts.
 */
export function modernize(original: Tree): Modernized {
  let tree: unknown = original
  const warnings: Respelling[] = []
  const origins: Origin[] = []
  const move = (
    old: string,
    now: string,
    change: (value: unknown, present: unknown) => unknown,
    origin: (from: Path, to: Path, present: unknown) => Origin,
  ) => {
    const from = old.split('.')
    const value = at(tree, from)
    if (value === undefined) return
    const to = now.split('.')
    const present = at(tree, to)
    tree = dropEmpty(put(tree, from, undefined), from.slice(0, -1))
    tree = put(tree, to, change(value, at(tree, to)))
    origins.push(origin(from, to, present))
    warnings.push({
      kind: 'spelling',
      path: from,
      sentence: `${old} is an old spelling of ${pathText(to)}`,
    })
  }
  for (const [old, now] of simple)
    move(
      old,
      now,
      (value, present) => present ?? value,
      (from, to, present) => (path) =>
        present === undefined && isBelow(path, to) ? [...from, ...path.slice(to.length)] : path,
    )
  for (const old of defaultSchema)
    move(
      old,
      'identity.schemas',
      (url, present) => [
        { id: 'default', url },
        ...(Array.isArray(present) ? (present as unknown[]) : []),
      ],
      (from, to) => (path) => {
        const position = path[to.length]
        if (!isBelow(path, to) || typeof position !== 'number') return path
        return position === 0 ? from : [...to, position - 1, ...path.slice(to.length + 1)]
      },
    )
  if (at(tree, ['urls', 'mfa_ui']) !== undefined)
    tree = dropEmpty(put(tree, ['urls', 'mfa_ui'], undefined), ['urls'])
  const values = modernizeValues(tree as Tree, original)
  const all = [...origins, ...values.origins]
  const written = (path: Path) => all.reduceRight<Path>((here, origin) => origin(here), path)
  return {
    tree: values.tree,
    warnings: [
      ...warnings,
      ...values.warnings.map((warning) => ({ ...warning, path: written(warning.path) })),
    ],
    written,
  }
}

/** Removes maps on the path that have become empty. */
function dropEmpty(tree: unknown, path: Path): unknown {
  if (path.length === 0) return tree
  const here = at(tree, path)
  if (typeof here !== 'object' || here === null || Object.keys(here).length > 0) return tree
  return dropEmpty(put(tree, path, undefined), path.slice(0, -1))
}
