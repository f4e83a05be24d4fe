// Values of earlier published configuration formats that have changed, and behaviour that they did
// not configure.
import { isObject } from '#lib/json.ts'
import type { Notice } from './faults.ts'
import { at, isBelow, put, type Path, type Tree } from './paths.ts'

/** What was replaced, and where it was written. */
export type Respelling = Pick<Notice, 'kind' | 'path' | 'sentence'>
/** The path at which the value of a path was before a change; the path itself for all others. */
export type Origin = (path: Path) => Path

type Respelled = {
  readonly tree: Tree
  readonly warnings: readonly Respelling[]
  readonly origins: readonly Origin[]
}

const flows = ['selfservice', 'flows'] as const
const oidc = ['selfservice', 'methods', 'oidc', 'config'] as const
const kinds = ['login', 'registration', 'settings']
const methods = ['password', 'oidc', 'profile']

/**
 * The configuration with current values, after its keys were replaced. `original`: the
 * configuration as it was written.
 */
export function modernizeValues(tree: Tree, original: Tree): Respelled {
  const warnings: Respelling[] = []
  const origins: Origin[] = []
  let now: unknown = tree
  const change: Change = (path, value, sentence, origin) => {
    now = put(now, path, value)
    if (sentence !== undefined) warnings.push({ path, ...sentence })
    if (origin !== undefined) origins.push(origin)
  }

  const memory = at(now, ['hashers', 'argon2', 'memory'])
  if (typeof memory === 'number')
    change(
      ['hashers', 'argon2', 'memory'],
      `${memory}KB`,
      spelling('hashers.argon2.memory has a unit now: it is taken for KB'),
    )
  if (at(original, ['urls', 'mfa_ui']) !== undefined)
    warnings.push({
      path: ['urls', 'mfa_ui'],
      ...ignored('urls.mfa_ui has no counterpart: a second factor is asked for on the login page'),
    })
  modernizeProviders(now, change)
  modernizeMessages(now, change)
  for (const kind of kinds) {
    modernizeBefore(now, kind, change)
    for (const method of methods) modernizeAfter(now, [...flows, kind, 'after', method], change)
  }
  for (const path of mayBeEmpty) if (at(now, path) === '') now = put(now, path, undefined)

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
  return { tree: now as Tree, warnings, origins }
}

type Sentence = Omit<Respelling, 'path'>
const noteReturn = (hook: unknown, path: Path, change: Change) => {
  const key = 'allow_user_defined_redirect'
  if (at(hook, ['config', key]) === false)
    change(
      [...path, 'config', key],
      undefined,
      ignored(`${[...path, 'config', key].join('.')}: return_to counts wherever it is allowed`),
    )
}
type Change = (path: Path, value: unknown, sentence: Sentence | undefined, origin?: Origin) => void

const spelling = (sentence: string): Sentence => ({ kind: 'spelling', sentence })
const ignored = (sentence: string): Sentence => ({ kind: 'ignored', sentence })

/** The position in a list before some of its entries were taken away. */
const beforeFilter =
  (list: Path, kept: readonly number[]): Origin =>
  (path) => {
    const position = path[list.length]
    return isBelow(path, list) && typeof position === 'number'
      ? [...list, kept[position] ?? position, ...path.slice(list.length + 1)]
      : path
  }

const renamed =
  (from: Path, to: Path): Origin =>
  (path) =>
    isBelow(path, to) ? [...from, ...path.slice(to.length)] : path

function modernizeProviders(tree: unknown, change: Change): void {
  const list = at(tree, [...oidc, 'providers'])
  if (!Array.isArray(list)) return
  for (const [position, one] of (list as unknown[]).entries()) {
    const here = [...oidc, 'providers', position]
    const rename = (from: string, to: string, sentence: string) => {
      const value = at(one, [from])
      if (value === undefined) return
      change([...here, from], undefined, spelling(sentence))
      if (at(one, [to]) === undefined)
        change([...here, to], value, undefined, renamed([...here, from], [...here, to]))
    }
    rename(
      'schema_url',
      'mapper_url',
      'providers.schema_url is taken for mapper_url: what a provider says is mapped by a ' +
        'Jsonnet program now, not by a JSON Schema, so write one before anybody signs in by it',
    )
    rename('tenant', 'microsoft_tenant', 'providers.tenant is an old spelling of microsoft_tenant')
    const claims = at(one, ['requested_claims'])
    if (!isObject(claims)) continue
    const loose = Object.keys(claims).filter((key) => !['userinfo', 'id_token'].includes(key))
    if (loose.length === 0) continue
    const asked = Object.fromEntries(loose.map((key) => [key, claims[key]]))
    const within = (key: string) => ({ ...asked, ...(isObject(claims[key]) ? claims[key] : {}) })
    change(
      [...here, 'requested_claims'],
      { userinfo: within('userinfo'), id_token: within('id_token') },
      spelling(
        `providers.requested_claims asks for ${loose.join(', ')} without saying where: it is ` +
          'asked for in both, userinfo and id_token',
      ),
      (path) =>
        isBelow(path, [...here, 'requested_claims']) &&
        loose.includes(String(path[here.length + 2]))
          ? [...here, 'requested_claims', ...path.slice(here.length + 2)]
          : path,
    )
  }
}

/** Text messages had a section of their own, before they were one of several channels. */
function modernizeMessages(tree: unknown, change: Change): void {
  const sms = at(tree, ['courier', 'sms'])
  if (sms === undefined) return
  const channels = at(tree, ['courier', 'channels'])
  const list = Array.isArray(channels) ? (channels as unknown[]) : []
  const isOn = isObject(sms) && sms['enabled'] !== false && sms['request_config'] !== undefined
  if (isObject(sms) && sms['from'] !== undefined)
    change(
      ['courier', 'sms', 'from'],
      undefined,
      ignored(
        'courier.sms.from has no counterpart: name the sender in the body of courier.channels',
      ),
    )
  change(
    ['courier', 'sms'],
    undefined,
    spelling('courier.sms is an old spelling of courier.channels, with the id sms'),
  )
  if (!isOn || list.some((one) => at(one, ['id']) === 'sms')) return
  change(
    ['courier', 'channels'],
    [...list, { id: 'sms', type: 'http', request_config: sms['request_config'] }],
    undefined,
    renamed(['courier', 'sms'], ['courier', 'channels', list.length]),
  )
}

/** The browser was sent on instead of to the page of the flow. */
function modernizeBefore(tree: unknown, kind: string, change: Change): void {
  const before = [...flows, kind, 'before', 'hooks']
  const hooks = at(tree, before)
  if (!Array.isArray(hooks)) return
  const list = hooks as unknown[]
  const position = list.findIndex((one) => hookOf(one) === 'redirect')
  const url = at(list[position], ['config', 'default_redirect_url'])
  if (position < 0) return
  noteReturn(list[position], [...before, position], change)
  const kept = [...list.keys()].filter((one) => hookOf(list[one]) !== 'redirect')
  change(
    before,
    kept.map((one) => list[one]),
    spelling(`${before.join('.')}: redirect is a hook no more; ui_url says where browsers go`),
    beforeFilter(before, kept),
  )
  if (url === undefined) return
  const page = [...flows, kind, 'ui_url']
  change(
    page,
    url,
    undefined,
    renamed([...before, position, 'config', 'default_redirect_url'], page),
  )
}

function modernizeAfter(tree: unknown, after: Path, change: Change): void {
  const hooks = at(tree, [...after, 'hooks'])
  if (!Array.isArray(hooks)) return
  const list = hooks as unknown[]
  const kept = [...list.keys()].filter(
    (position) => !['verify', 'redirect'].includes(hookOf(list[position])),
  )
  if (kept.length === list.length) return
  const position = list.findIndex((one) => hookOf(one) === 'redirect')
  const url = at(list[position], ['config', 'default_redirect_url'])
  const others = kept.map((one) => list[one])
  if (position >= 0) noteReturn(list[position], [...after, 'hooks', position], change)
  change(
    [...after, 'hooks'],
    others.length > 0 ? others : undefined,
    (url === undefined ? ignored : spelling)(
      `${after.join('.')}.hooks: verify and redirect are hooks no more; new addresses are ` +
        'verified, and default_browser_return_url leads somewhere, without one',
    ),
    beforeFilter([...after, 'hooks'], kept),
  )
  const to = [...after, 'default_browser_return_url']
  if (url !== undefined && at(tree, to) === undefined)
    change(
      to,
      url,
      undefined,
      renamed([...after, 'hooks', position, 'config', 'default_redirect_url'], to),
    )
}

/** Where an empty text, as templates of files write it, is the same as none. */
const mayBeEmpty: readonly Path[] = [['selfservice', 'methods', 'link', 'config', 'base_url']]

const hookOf = (hook: unknown): string =>
  isObject(hook) && typeof hook['hook'] === 'string' ? hook['hook'] : ''

/** Whether the format has requests, which later formats call flows. */
function isOld(original: Tree): boolean {
  return (
    at(original, ['urls']) !== undefined ||
    at(original, ['selfservice', 'strategies']) !== undefined
  )
}
