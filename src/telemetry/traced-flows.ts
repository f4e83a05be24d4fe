// The actions of flows as spans: which kind, which action, which method.
import type { Core } from '#core.ts'
import { traced } from '#lib/tracing.ts'

/** The actions of each kind that answer a request. */
const actions = {
  login: ['start', 'show', 'submit'],
  registration: ['start', 'show', 'submit'],
  settings: ['start', 'show', 'submit', 'submitPending'],
  recovery: ['start', 'show', 'submit', 'open'],
  verification: ['start', 'show', 'submit', 'open'],
  logout: ['start', 'submit'],
  callback: ['again', 'finish'],
} as const satisfies { readonly [K in keyof Core]?: readonly (keyof Core[K])[] }

type Action = (input: unknown, ...more: unknown[]) => Promise<unknown>

/** The core with spans around the actions of flows. `methods`: the names of methods that are told. */
export function traceFlows(core: Core, methods: () => readonly string[]): Core {
  const spanned =
    (kind: string, action: string, act: Action): Action =>
    (input, ...more) => {
      const method = methodIn(input)
      const attributes = {
        'pallas.flow.kind': kind,
        'pallas.flow.action': action,
        // NOTE any text can be sent as the name of a method
        ...(method !== undefined && methods().includes(method)
          ? { 'pallas.flow.method': method }
          : {}),
      }
      return traced(`${kind} ${action}`, { attributes }, () => act(input, ...more))
    }
  const kinds = Object.entries(actions).map(([kind, names]) => {
    const part = core[kind as keyof typeof actions] as unknown as Readonly<Record<string, Action>>
    const wrapped = names.flatMap((name) => {
      const act = part[name]
      return act ? [[name, spanned(kind, name, act)]] : []
    })
    return [kind, { ...part, ...Object.fromEntries(wrapped) }]
  })
  return {
    ...core,
    ...(Object.fromEntries(kinds) as Pick<Core, keyof typeof actions>),
    submitRecoverySignedOut: spanned(
      'recovery',
      'submit',
      core.submitRecoverySignedOut as Action,
    ) as Core['submitRecoverySignedOut'],
  }
}

/** The method that the fields of a submit name, if they do. */
function methodIn(input: unknown): string | undefined {
  const { fields } = (input ?? {}) as { readonly fields?: Readonly<Record<string, unknown>> }
  const method = fields?.['method']
  return typeof method === 'string' ? method : undefined
}
