import { Readable } from 'node:stream'
import { Undelivered, type Delivery, type Handover } from '#courier/delivery.ts'
import { deliveryLimits, type TimeLimits } from './limits.ts'
import { composeMail, mailAddress } from './mail.ts'
import { createPool } from './smtp-pool.ts'
import type { SmtpSettings } from './settings.ts'

/** Mail by SMTP, over connections that are kept for the next one. */
export function createSmtp(settings: SmtpSettings, limits: TimeLimits = deliveryLimits): Delivery {
  const pool = createPool(settings, limits)
  return {
    async send(parcel, handover) {
      const mail = await composeMail(parcel, settings, new Date())
      const envelope = {
        from: mailAddress(settings.from.address),
        to: mailAddress(parcel.recipient),
        size: mail.byteLength,
      }
      // NOTE a line end in an address would be a command of its own
      if (/[\s<>\p{Cc}]/u.test(envelope.to))
        throw new Undelivered('refused', 'The address holds characters that no address has.')
      const signal = AbortSignal.any([handover.signal, AbortSignal.timeout(limits.messageMs)])
      await carry(envelope, mail, { ...handover, signal })
    },
    close: () => pool.close(),
  }

  async function carry(
    envelope: { from: string; to: string; size: number },
    mail: Buffer,
    handover: Handover,
  ): Promise<void> {
    const { connection, used } = await pool.take(handover.signal).catch((error: unknown) => {
      throw new Undelivered('unreachable', reasonOf(error), { cause: error })
    })
    let last = false
    const ready = () => {
      last = true
      return handover.ready()
    }
    const abort = () => connection.close()
    handover.signal.addEventListener('abort', abort, { once: true })
    try {
      if (handover.signal.aborted) abort()
      await connection.send(envelope, Readable.from(inTwo(mail, ready), { objectMode: false }))
      pool.give(connection)
    } catch (error) {
      connection.close()
      // NOTE a server may have closed a connection that waited for use; nothing of the mail has
      // left then
      if (used && !last && responseCode(error) === undefined && !handover.signal.aborted)
        return await carry(envelope, mail, handover)
      throw new Undelivered(obstacleOf(error), reasonOf(error), { cause: error })
    } finally {
      handover.signal.removeEventListener('abort', abort)
    }
  }
}

/** All of the mail, and its end (upon which the server has it) only when it may. */
async function* inTwo(mail: Buffer, ready: () => Promise<void>): AsyncGenerator<Buffer> {
  yield mail
  await ready()
}

function obstacleOf(error: unknown): 'unreachable' | 'later' | 'refused' {
  const code = responseCode(error)
  if (code === 421) return 'unreachable'
  if (code !== undefined && code >= 500) return 'refused'
  return error instanceof Error &&
    'code' in error &&
    error.code === 'EENVELOPE' &&
    code === undefined
    ? 'refused'
    : 'later'
}

function responseCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined
  return typeof code === 'number' ? code : undefined
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? error.message.replaceAll(/[\p{Cc}]+/gu, ' ')
    : 'Something went wrong.'
}
