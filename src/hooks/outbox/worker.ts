// Makes the calls of the outbox: each at least once, those about one identity one after the other.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { Events } from '#events/events.ts'
import type { Clock } from '#lib/time.ts'
import { outsideSpan, resumed, type Tracer } from '#lib/tracing.ts'
import {
  makeCall,
  NoResponse,
  hookCallLimits,
  type CallLimits,
  type PreparedCall,
} from '../web-hook/call.ts'
import type { OutboxEntry, OutboxStore } from './outbox-store.ts'

export type OutboxWorkerParts = {
  readonly store: OutboxStore
  readonly cipher: Cipher
  /** With limits, and where configured without private networks. */
  readonly fetch: typeof fetch
  readonly sign: (id: string, body: string | undefined) => Readonly<Record<string, string>>
  readonly settings: () => { readonly giveUpAfterMs: number }
  readonly clock: Clock
  readonly newId: () => string
  readonly events: Events
  /** Called when the database fails; the worker goes on. */
  readonly onError: (error: unknown) => void
  readonly limits?: CallLimits
  readonly tracer?: Tracer | undefined
}

/** Longer than a call may take, so that no other process makes it at the same time. */
export const leaseMs = 12_000
const callMs = 8000
const mostAtOnce = 8,
  pauseMs = 1000
const firstWaitMs = 1000,
  longestWaitMs = 5 * 60_000

export function createOutboxWorker(parts: OutboxWorkerParts) {
  const limits: CallLimits = {
    timeoutMs: callMs,
    maxBytes: hookCallLimits.maxBytes,
    ...parts.limits,
    waitsMs: [],
  }
  const ongoing = new Set<Promise<void>>()
  let running = false,
    broughtForward = false,
    taking: Promise<void> | undefined,
    again = false
  let timer: NodeJS.Timeout | undefined

  function pump(): Promise<void> {
    again = taking !== undefined
    taking ??= outsideSpan(takeAll).finally(() => (taking = undefined))
    return taking
  }

  async function takeAll(): Promise<void> {
    do {
      again = false
      const limit = mostAtOnce - ongoing.size
      if (limit <= 0) return
      const lease = { id: parts.newId(), until: parts.clock() + leaseMs }
      try {
        if (!broughtForward) {
          // NOTE once, for only before the start of this process may the clock have gone back
          const now = parts.clock()
          await parts.store.bringForward(now, now + longestWaitMs)
          broughtForward = true
        }
        for (const entry of await parts.store.take({ now: parts.clock(), limit, lease }))
          deliver(entry, lease.id)
      } catch (error) {
        parts.onError(error)
      }
    } while (again)
  }

  function deliver(entry: OutboxEntry, leaseId: string): void {
    const work = traceCall(entry, async () => {
      const ended = await attempt(entry)
      await parts.store.finish(ended, leaseId)
    })
      .catch(parts.onError)
      .finally(() => {
        ongoing.delete(work)
        if (running || draining > 0) void pump()
      })
    ongoing.add(work)
  }

  function traceCall(
    { id, trace, topic, tries }: OutboxEntry,
    work: () => Promise<void>,
  ): Promise<void> {
    const attributes = {
      'messaging.system': 'pallas',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'deliver',
      'messaging.destination.name': 'outbox',
      'messaging.message.id': id,
      'pallas.outbox.topic': topic,
      'pallas.outbox.tries': tries,
    }
    return resumed(parts.tracer, 'deliver outbox', trace, { kind: 'consumer', attributes }, work)
  }

  async function attempt(entry: OutboxEntry): Promise<OutboxEntry> {
    const failure = await call(entry),
      now = parts.clock(),
      tries = entry.tries + 1
    if (failure === undefined)
      return {
        ...entry,
        status: 'delivered',
        tries,
        dueAt: undefined,
        error: undefined,
        updatedAt: now,
      }
    parts.events({ kind: 'hook.failed', url: entry.address, reason: failure })
    const over = now - entry.updatedAt > parts.settings().giveUpAfterMs && tries > 1
    return {
      ...entry,
      status: over ? 'abandoned' : 'queued',
      tries,
      dueAt: over ? undefined : now + waitAfter(tries),
      error: failure,
      updatedAt: entry.updatedAt,
    }
  }

  /** Answers why it has failed; undefined when it has not. */
  async function call({ id, call: encrypted }: OutboxEntry): Promise<string | undefined> {
    const text = parts.cipher.decrypt(encrypted, purposes.outboxCall(id))
    if (text === undefined) return 'It is sealed with a key that is gone.'
    const prepared = JSON.parse(text) as PreparedCall
    try {
      const { status } = await makeCall({ fetch: parts.fetch, limits }, prepared, {
        id,
        headers: parts.sign(id, prepared.body),
      })
      return status < 300 ? undefined : `The answer has status ${status}.`
    } catch (error) {
      if (!(error instanceof NoResponse)) return 'The call could not be made.'
      return error.message
    }
  }

  let draining = 0
  async function idle(): Promise<void> {
    while (taking || ongoing.size > 0) {
      await taking
      await Promise.all(ongoing)
    }
  }

  function poll(): void {
    if (!running) return
    void pump().finally(() => {
      if (running) timer = setTimeout(poll, pauseMs)
    })
  }

  return {
    start(): void {
      if (running) return
      running = true
      poll()
    },
    /** Looks for due calls now; does nothing before the start. */
    wake(): void {
      if (running) void pump()
    },
    /** Makes every call that is due now, started or not. */
    async drain(): Promise<void> {
      draining++
      await pump()
      await idle()
      draining--
    },
    /**
     * Takes no more calls. Resolves when the ongoing ones have ended, or after `withinMs`: those are
     * made again once their lease has ended.
     */
    async end(withinMs: number): Promise<void> {
      running = false
      clearTimeout(timer)
      await Promise.race([idle(), sleep(withinMs, undefined, { ref: false })])
    },
  }
}

/** A second, then twice as long every time, at most five minutes. */
export function waitAfter(tries: number): number {
  return Math.min(firstWaitMs * 2 ** Math.min(tries - 1, 20), longestWaitMs)
}
