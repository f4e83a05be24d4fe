import { Refusal } from '#errors/refusal.ts'
import type { Engine } from './engine.ts'
import { readStatus } from './migrations/run.ts'
import { unavailable } from './failures.ts'

/** Throws `Refusal('unavailable')` without an answer in time, or when migrations are pending. */
export function createPing(engine: Engine): (timeoutMs: number) => Promise<void> {
  return async (timeoutMs) => {
    const { promise: tooLate, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => reject(unavailable(new Error(`no answer in ${timeoutMs} ms`))),
      timeoutMs,
    )
    try {
      const status = await Promise.race([readStatus(engine), tooLate])
      const pending = status.filter(({ state }) => state !== 'applied').map(({ name }) => name)
      if (pending.length > 0)
        throw new Refusal('unavailable', {
          reason:
            `Migrations of the database are pending: ${pending.join(', ')}. Run "pallas ` +
            'migrate sql".',
        })
    } finally {
      clearTimeout(timer)
    }
  }
}
