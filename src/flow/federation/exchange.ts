// The session of an app that signs in by a browser. The app has one code from the start, the
// browser brings it another at the end, and both together fetch the session, once.
import { equal } from '#crypto/equal.ts'
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Rules } from '#rules.ts'
import { exchangedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Flow, FlowKind } from '../flow.ts'
import type { FlowStore } from '../flow-store.ts'

export type ExchangeParts = {
  readonly rules: Pick<Rules, 'unfinishedForApps'>
  readonly flows: FlowStore
  readonly sessions: Sessions
  readonly newSecret: () => string
  readonly hashSecret: (secret: string) => string
  readonly clock: () => number
}

const memoryKey = 'exchange'
const kinds = { l: 'login', r: 'registration' } as const satisfies Record<string, FlowKind>

export type Exchange = {
  /** The flow with the code of its app. */
  open(flow: Flow): { readonly flow: Flow; readonly code: string }
  isExpected(flow: Flow): boolean
  /**
   * Stores the session for the app, or the flow that it has to show; answers the code that the
   * browser brings to it. Undefined where the app gets none.
   */
  handOver(
    flow: Flow,
    left: { readonly sessionId: string } | { readonly unfinished: Flow },
  ): Promise<string | undefined>
  /**
   * A session is given once. Throws Refusal: bad-request when a code is missing, gone when it is too
   * late, not-found for anything else.
   */
  fetch(input: { readonly appCode: string; readonly browserCode: string }): Promise<Exchanged>
}

export type Exchanged =
  | (SessionWithIdentity & { readonly kind: 'session'; readonly token: string })
  /** Something has to be filled in first. */
  | {
      readonly kind: 'unfinished'
      readonly flow: { readonly kind: 'login' | 'registration'; readonly id: string }
    }

export function createExchange({
  rules,
  flows,
  sessions,
  newSecret,
  hashSecret,
  clock,
}: ExchangeParts): Exchange {
  const missing = () =>
    new Refusal('not-found', {
      reason:
        'There is no session for these codes. They may be wrong, or used, or nobody has signed in yet.',
    })

  /** The flow of the code of an app, if the code is right. */
  async function find(
    code: string,
  ): Promise<{ readonly flow: Flow; readonly memory: JsonObject } | undefined> {
    const [, letter, id, secret = ''] = /^([lr])([0-9a-f]{32})([\w-]{16,64})$/.exec(code) ?? []
    if (id === undefined) return undefined
    const flow = await flows.find(
      kinds[letter as keyof typeof kinds],
      id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    )
    const memory = flow?.memory[memoryKey]
    return flow &&
      isObject(memory) &&
      typeof memory['app'] === 'string' &&
      equal(memory['app'], hashSecret(secret))
      ? { flow, memory: memory }
      : undefined
  }

  return {
    open(flow: Flow): { readonly flow: Flow; readonly code: string } {
      const secret = newSecret()
      return {
        flow: {
          ...flow,
          memory: {
            ...flow.memory,
            [memoryKey]: { app: hashSecret(secret), flow: flow.id, kind: flow.kind },
          },
        },
        code: `${flow.kind === 'login' ? 'l' : 'r'}${flow.id.replaceAll('-', '')}${secret}`,
      }
    },

    isExpected: (flow: Flow): boolean => isObject(flow.memory[memoryKey]),

    async handOver(flow, left): Promise<string | undefined> {
      if ('unfinished' in left && rules.unfinishedForApps === 'flow') return undefined
      const memory = flow.memory[memoryKey]
      if (
        !isObject(memory) ||
        (memory['kind'] !== 'login' && memory['kind'] !== 'registration') ||
        typeof memory['flow'] !== 'string'
      )
        return undefined
      const origin = await flows.find(memory['kind'], memory['flow'])
      const own = origin?.memory[memoryKey]
      if (!origin || !isObject(own)) return undefined
      const secret = newSecret()
      await flows.update({
        ...origin,
        memory: {
          ...origin.memory,
          [memoryKey]: {
            ...('unfinished' in left
              ? // NOTE the browser may go to the provider once more
                {
                  ...own,
                  left: { kind: left.unfinished.kind, id: left.unfinished.id },
                }
              : { app: own['app'], session: left.sessionId }),
            browser: hashSecret(secret),
          } as JsonObject,
        },
      })
      return secret
    },

    async fetch({
      appCode,
      browserCode,
    }: {
      readonly appCode: string
      readonly browserCode: string
    }): Promise<Exchanged> {
      if (appCode === '' || browserCode === '')
        throw new Refusal('bad-request', {
          reason: 'Both codes are needed: init_code and return_to_code.',
        })
      const found = await find(appCode)
      const { browser, session: id, left } = found?.memory ?? {}
      const unfinished = readLeft(left)
      if (
        !found ||
        typeof browser !== 'string' ||
        (typeof id !== 'string' && !unfinished) ||
        !equal(browser, hashSecret(browserCode))
      )
        throw missing()
      if (found.flow.expiresAt <= clock())
        throw new Refusal('gone', { reason: 'These codes are too old. Please sign in again.' })
      if (typeof id !== 'string') {
        if (!unfinished || rules.unfinishedForApps === 'flow') throw missing()
        return { kind: 'unfinished', flow: unfinished }
      }
      const { [memoryKey]: _, ...memory } = found.flow.memory
      try {
        await flows.update({ ...found.flow, memory })
      } catch (error) {
        if (error instanceof StaleVersion) throw missing()
        throw error
      }
      const opened = await recorded(() => sessions.withNewToken(id), exchangedEntry)
      if (!opened) throw missing()
      return { kind: 'session', ...opened }
    },
  }
}

function readLeft(
  left: unknown,
): { readonly kind: 'login' | 'registration'; readonly id: string } | undefined {
  if (!isObject(left)) return undefined
  const { kind, id } = left
  return (kind === 'login' || kind === 'registration') && typeof id === 'string'
    ? { kind, id }
    : undefined
}

/** What a flow that continues another one keeps of the app that waits. */
export function inheritedExchange(flow: Flow): JsonObject {
  const memory = flow.memory[memoryKey]
  return isObject(memory) ? { [memoryKey]: memory } : {}
}
