// The session of an app that signs in by a browser. The app has one code from the start, the
// browser brings it another at the end, and both together fetch the session, once.
import { equal } from '#crypto/equal.ts'
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { exchangedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Flow, FlowKind } from '../flow.ts'
import type { FlowStore } from '../flow-store.ts'

export type ExchangeParts = {
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
  /** Stores the session for the app; answers the code that the browser brings to it. */
  handOver(flow: Flow, sessionId: string): Promise<string | undefined>
  /**
   * Throws Refusal: bad-request when a code is missing, gone when it is too late, not-found for
   * anything else. Works once.
   */
  fetch(input: {
    readonly appCode: string
    readonly browserCode: string
  }): Promise<SessionWithIdentity & { readonly token: string }>
}

export function createExchange({
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

    async handOver(flow: Flow, sessionId: string): Promise<string | undefined> {
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
            app: own['app'],
            browser: hashSecret(secret),
            session: sessionId,
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
    }): Promise<SessionWithIdentity & { readonly token: string }> {
      if (appCode === '' || browserCode === '')
        throw new Refusal('bad-request', {
          reason: 'Both codes are needed: init_code and return_to_code.',
        })
      const found = await find(appCode)
      const { browser, session: id } = found?.memory ?? {}
      if (
        !found ||
        typeof browser !== 'string' ||
        typeof id !== 'string' ||
        !equal(browser, hashSecret(browserCode))
      )
        throw missing()
      if (found.flow.expiresAt <= clock())
        throw new Refusal('gone', { reason: 'These codes are too old. Please sign in again.' })
      const { [memoryKey]: _, ...memory } = found.flow.memory
      try {
        await flows.update({ ...found.flow, memory })
      } catch (error) {
        if (error instanceof StaleVersion) throw missing()
        throw error
      }
      const opened = await recorded(() => sessions.withNewToken(id), exchangedEntry)
      if (!opened) throw missing()
      return opened
    },
  }
}

/** What a flow that continues another one keeps of the app that waits. */
export function inheritedExchange(flow: Flow): JsonObject {
  const memory = flow.memory[memoryKey]
  return isObject(memory) ? { [memoryKey]: memory } : {}
}
