import { Readable } from 'node:stream'
import { Undelivered, type Delivery, type DeliveryControl } from '#courier/delivery.ts'
import { traced } from '#lib/tracing.ts'
import { deliveryLimits, type TimeLimits } from './limits.ts'
import { composeMail, mailAddress } from './mail.ts'
import { createPool } from './smtp-pool.ts'
import type { SmtpSettings } from './settings.ts'

/** Sends mails by SMTP, over connections that are kept for the next mail. */
export function createSmtp(settings: SmtpSettings, limits: TimeLimits = deliveryLimits): Delivery {
  const pool = createPool(settings, limits)
  const attributes = {
    'network.protocol.name': 'smtp',
    'server.address': settings.host,
    'server.port': settings.port,
  }
  return {
    async send(message, control) {
      const mail = await composeMail(message, settings, new Date())
      const envelope = {
        from: mailAddress(settings.from.address),
        to: mailAddress(message.recipient),
        size: mail.byteLength,
      }
      // NOTE a line end in an address would begin a command
      if (/[\s<>\p{Cc}]/u.test(envelope.to))
        throw new Undelivered('refused', 'The address holds characters that no address has.')
      const signal = AbortSignal.any([control.signal, AbortSignal.timeout(limits.messageMs)])
      await traced('SMTP send', { kind: 'client', attributes }, () =>
        transmit(envelope, mail, { ...control, signal }),
      )
    },
    close: () => pool.close(),
  }

  async function transmit(
    envelope: { from: string; to: string; size: number },
    mail: Buffer,
    control: DeliveryControl,
  ): Promise<void> {
    const { connection, used } = await pool.take(control.signal).catch((error: unknown) => {
      throw new Undelivered('unreachable', reasonOf(error), { cause: error })
    })
    let isLastStep = false
    const ready = () => {
      isLastStep = true
      return control.ready()
    }
    const abort = () => connection.close()
    control.signal.addEventListener('abort', abort, { once: true })
    try {
      if (control.signal.aborted) abort()
      await connection.send(
        envelope,
        Readable.from(endingWhenReady(mail, ready), { objectMode: false }),
      )
      pool.give(connection)
    } catch (error) {
      connection.close()
      // NOTE a server may have closed the idle connection; nothing of the mail was sent then
      if (used && !isLastStep && responseCode(error) === undefined && !control.signal.aborted)
        return await transmit(envelope, mail, control)
      throw new Undelivered(obstacleOf(error), reasonOf(error), { cause: error })
    } finally {
      control.signal.removeEventListener('abort', abort)
    }
  }
}

/** The whole mail, and its end, with which the server accepts it, only after `ready`. */
async function* endingWhenReady(mail: Buffer, ready: () => Promise<void>): AsyncGenerator<Buffer> {
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
