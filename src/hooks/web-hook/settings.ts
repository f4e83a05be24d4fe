import { isObject } from '#lib/json.ts'
import type { HttpCredentials } from '#lib/http-credentials.ts'
import type { Hook } from '#flow/flow-settings.ts'

export type HookCall = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** The program that makes the body, as the configuration names it; undefined: no body. */
  readonly body: string | undefined
  readonly auth: HttpCredentials | undefined
}

export type WebHook = HookCall & {
  /** As the configuration names it; undefined where it does not. */
  readonly id: string | undefined
  /** It is called from the outbox; nobody waits for its response. */
  readonly ignoresAnswer: boolean
  /** Its response may change the identity. */
  readonly parsesAnswer: boolean
  /** Its response may stop the flow with messages for the form. */
  readonly canInterrupt: boolean
}

/** The web hooks of a list, in its order. They were checked together with the configuration. */
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
    method: (text(config['method']) || 'POST').toUpperCase(),
    headers: isObject(config['headers'])
      ? Object.fromEntries(
          Object.entries(config['headers']).map(([name, value]) => [name, String(value)]),
        )
      : {},
    body: text(config['body']) || undefined,
    auth: authOf(config['auth']),
  }
}

function authOf(auth: unknown): HttpCredentials | undefined {
  if (!isObject(auth) || !isObject(auth['config'])) return undefined
  const { config } = auth
  const value = (name: string) => text(config[name]) ?? ''
  if (auth['type'] === 'basic_auth')
    return { kind: 'basic', user: value('user'), password: value('password') }
  if (auth['type'] === 'api_key')
    return {
      kind: 'key',
      name: value('name'),
      value: value('value'),
      in: config['in'] === 'cookie' ? 'cookie' : 'header',
    }
  return undefined
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
