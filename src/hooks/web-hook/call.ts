// One call to another system: limited in time and size, and repeated where that is safe.
import { setTimeout as sleep } from 'node:timers/promises'
import { credentialHeaders, lowerCaseNames } from '#lib/http-credentials.ts'
import { readBody } from '#lib/read-body.ts'
import type { HookCall } from './settings.ts'

/** `body` is what the program has made. */
export type PreparedCall = Omit<HookCall, 'body'> & { readonly body: string | undefined }

export type CallLimits = {
  /** For all tries together. */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Waits before a further try. */
  readonly waitsMs: readonly number[]
}

export const hookCallLimits: CallLimits = {
  timeoutMs: 10_000,
  maxBytes: 512 * 1024,
  waitsMs: [100, 400],
}

export type CallAnswer = { readonly status: number; readonly text: string }

/**
 * There was no response, or one that is too long. The message holds nothing that came from the
 * other system.
 */
export class NoResponse extends Error {
  override readonly name = 'NoResponse'
}

export type CallParts = { readonly fetch: typeof fetch; readonly limits?: CallLimits }

const methodsWithoutBody = new Set(['GET', 'HEAD'])
/** Statuses of servers that have not handled the request. */
const unhandled = new Set([429, 502, 503, 504])

/**
 * `id` is the same in every try, so that a receiver can tell a second try from a second event.
 * Throws NoResponse.
 */
export async function makeCall(
  { fetch, limits = hookCallLimits }: CallParts,
  call: PreparedCall,
  {
    id,
    headers = {},
  }: { readonly id: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<CallAnswer> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  const body = methodsWithoutBody.has(call.method) ? undefined : call.body
  const init: RequestInit = {
    method: call.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'user-agent': 'Pallas',
      'webhook-id': id,
      // the names by which receivers written for the published API tell calls from repeated ones
      'ory-webhook-request-id': id,
      'ory-webhook-trigger-id': id,
      ...lowerCaseNames(call.headers),
      ...credentialHeaders(call.auth),
      ...headers,
    },
    // NOTE the body and the credentials are for this address alone
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
  }
  for (let tries = 0; ; tries++) {
    const wait = limits.waitsMs[tries]
    try {
      const response = await fetch(call.url, init)
      if (wait === undefined || !unhandled.has(response.status))
        return { status: response.status, text: await readText(response, limits.maxBytes) }
      await response.body?.cancel()
    } catch (cause) {
      if (signal.aborted) throw new NoResponse('There was no answer in time.', { cause })
      if (cause instanceof NoResponse) throw cause
      if (wait === undefined) throw new NoResponse('There was no answer.', { cause })
    }
    await sleep(wait, undefined, { signal }).catch((cause: unknown) => {
      throw new NoResponse('There was no answer in time.', { cause })
    })
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  try {
    return new TextDecoder().decode(await readBody(response, maxBytes))
  } catch (cause) {
    if (cause instanceof RangeError || (cause instanceof Error && cause.name === 'BlockedAddress'))
      throw new NoResponse('The answer is too long.', { cause })
    throw cause
  }
}
