import { isObject } from '#lib/json.ts'
import type { Hook } from '#flow/flow-settings.ts'

/** How a call to another system says who is calling. */
export type CallAuth =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'key'
      readonly name: string
      readonly value: string
      readonly in: 'header' | 'cookie'
    }

export type HookCall = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** Where the program is that makes the body; undefined: without a body. */
  readonly body: string | undefined
  readonly auth: CallAuth | undefined
}

export type WebHook = HookCall & {
  /** What the configuration calls it; undefined where it does not. */
  readonly id: string | undefined
  /** Nobody waits for it: it is told later, but for certain. */
  readonly ignoresAnswer: boolean
  /** Its answer may change the identity. */
  readonly parsesAnswer: boolean
  /** Its answer may hold messages for the form, which stop the flow. */
  readonly canInterrupt: boolean
}

/**
 * The web hooks of a list, in their order. Their settings have been checked with the configuration.
 */
export function webHooksOf(hooks: readonly Hook[]): readonly WebHook[] {
  return hooks
    .filter(({ hook }) => hook === 'web_hook')
    .map(({ config }) => {
      const response = isObject(config['response']) ? config['response'] : {}
      return {
        ...readCall(config),
        id: text(config['id']),
        ignoresAnswer: response['ignore'] === true,
        parsesAnswer: response['parse'] === true,
        canInterrupt: config['can_interrupt'] === true,
      }
    })
}

export function readCall(config: Readonly<Record<string, unknown>>): HookCall {
  return {
    url: text(config['url']) ?? '',
    method: (text(config['method']) ?? 'POST').toUpperCase(),
    headers: isObject(config['headers'])
      ? Object.fromEntries(
          Object.entries(config['headers']).map(([name, value]) => [name, String(value)]),
        )
      : {},
    body: text(config['body']) || undefined,
    auth: authOf(config['auth']),
  }
}

function authOf(said: unknown): CallAuth | undefined {
  if (!isObject(said) || !isObject(said['config'])) return undefined
  const { config } = said
  const value = (name: string) => text(config[name]) ?? ''
  if (said['type'] === 'basic_auth')
    return { kind: 'basic', user: value('user'), password: value('password') }
  if (said['type'] === 'api_key')
    return {
      kind: 'key',
      name: value('name'),
      value: value('value'),
      in: config['in'] === 'cookie' ? 'cookie' : 'header',
    }
  return undefined
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
