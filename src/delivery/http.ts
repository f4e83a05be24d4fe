import { Undelivered, type Delivery, type PreparedMessage } from '#courier/delivery.ts'
import { credentialHeaders, lowerCaseNames } from '#lib/http-credentials.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import { bodyContext, defaultBody } from './http-body.ts'
import { deliveryLimits, type TimeLimits } from './limits.ts'
import type { HttpCall } from './settings.ts'

export type HttpParts = {
  readonly fetch: typeof fetch
  /** Runs the program at this address on the data. Without it, the data is the body. */
  readonly runProgram?: (source: string, facts: JsonObject) => Promise<Json>
  readonly limits?: Pick<TimeLimits, 'messageMs'>
}

const methodsWithoutBody = new Set(['GET', 'HEAD'])

/** Sends messages to a service over HTTP. */
export function createHttp(
  call: HttpCall,
  { fetch, runProgram, limits = { messageMs: deliveryLimits.connectMs } }: HttpParts,
): Delivery {
  async function bodyOf(message: PreparedMessage): Promise<string | undefined> {
    if (methodsWithoutBody.has(call.method)) return undefined
    const facts = bodyContext(message)
    if (call.body === undefined) return JSON.stringify(defaultBody(facts))
    return JSON.stringify(runProgram ? await runProgram(call.body, facts) : facts)
  }

  return {
    async send(message, { ready, signal }) {
      const body = await bodyOf(message)
      await ready()
      let response: Response
      try {
        response = await fetch(call.url, {
          method: call.method,
          // NOTE by this header a service can tell a repeated message from a second one
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            'idempotency-key': message.id,
            ...lowerCaseNames(call.headers),
            ...credentialHeaders(call.auth),
          },
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(limits.messageMs)]),
          ...(body === undefined ? {} : { body }),
        })
      } catch (error) {
        throw new Undelivered('unreachable', 'The service did not answer.', { cause: error })
      }
      await response.body?.cancel()
      if (response.ok) return
      throw new Undelivered(
        isTemporary(response.status) ? 'later' : 'refused',
        `The service answered with status ${response.status}.`,
        { retryAfterMs: retryAfter(response) },
      )
    },
    close: () => undefined,
  }
}

const isTemporary = (status: number) =>
  status >= 500 || status === 408 || status === 425 || status === 429

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
