// Connections to a mail server, kept for the next mails.
import type { TimeLimits } from './limits.ts'
import { connect, type Connection } from './smtp-connection.ts'
import type { SmtpSettings } from './settings.ts'

export type Pool = {
  /** An idle connection, or a new one. `used`: whether it has sent mails before. */
  take(signal: AbortSignal): Promise<{ readonly connection: Connection; readonly used: boolean }>
  give(connection: Connection): void
  close(): void
}

/** Some servers accept a limited number of mails per connection. */
const maxMails = 100

export function createPool(settings: SmtpSettings, limits: TimeLimits): Pool {
  const waiting: { readonly connection: Connection; readonly timer: NodeJS.Timeout }[] = []
  const mailCounts = new WeakMap<Connection, number>()
  let closed = false

  function forget(connection: Connection): void {
    const at = waiting.findIndex((one) => one.connection === connection)
    if (at < 0) return
    clearTimeout(waiting[at]?.timer)
    waiting.splice(at, 1)
  }

  return {
    async take(signal) {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        clearTimeout(one.timer)
        if (one.connection.isOpen()) return { connection: one.connection, used: true }
      }
      return { connection: await connect(settings, limits, signal), used: false }
    },
    give(connection) {
      const mails = (mailCounts.get(connection) ?? 0) + 1
      mailCounts.set(connection, mails)
      if (closed || mails >= maxMails || !connection.isOpen()) return connection.quit()
      const timer = setTimeout(() => {
        forget(connection)
        connection.quit()
      }, limits.idleMs)
      timer.unref()
      waiting.push({ connection, timer })
    },
    close() {
      closed = true
      for (const { connection, timer } of waiting.splice(0)) {
        clearTimeout(timer)
        connection.quit()
      }
    },
  }
}
