// One connection to a mail server (RFC 5321), with promises in place of callbacks.
import type { Readable } from 'node:stream'
import type { TimeLimits } from './limits.ts'
import type { SmtpSettings } from './settings.ts'

export type Envelope = { readonly from: string; readonly to: string; readonly size: number }

export type Connection = {
  /**
   * Hands one mail over. Rejects with what nodemailer reports; the connection may then still be of
   * use.
   */
  send(envelope: Envelope, mail: Readable): Promise<void>
  readonly isOpen: () => boolean
  /** Says goodbye. */
  quit(): void
  /** Breaks off. */
  close(): void
}

/** Connects, encrypts and signs in, as configured. Rejects with what nodemailer reports. */
export async function connect(
  settings: SmtpSettings,
  limits: TimeLimits,
  signal: AbortSignal,
): Promise<Connection> {
  const { host, port, encryption, client, localName, serverName, auth } = settings
  // NOTE most of what the package brings is needed by nobody who sends no mail
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection')
  const smtp = new SMTPConnection({
    host,
    port,
    name: localName,
    secure: encryption === 'implicit',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    connectionTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    greetingTimeout: limits.greetingMs,
    socketTimeout: limits.silenceMs,
    tls: {
      rejectUnauthorized: settings.verifiesCertificate,
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(settings.oldTls ? { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
      ...client,
    },
  })
  let open = true,
    broken: Error | undefined
  let fail: (error: Error) => void = () => undefined
  const lost = (error: Error) => {
    open = false
    broken ??= error
    fail(error)
  }
  smtp.on('error', lost)
  smtp.on('end', () => lost(new Error('The connection was closed.')))

  /** What ends when the connection does, whichever callback nodemailer then forgets. */
  function step<T>(
    begin: (done: (error: Error | null | undefined, value?: T) => void) => void,
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    fail = reject
    if (broken) reject(broken)
    else begin((error, value) => (error ? reject(error) : resolve(value as T)))
    return promise.finally(() => (fail = () => undefined))
  }

  const abort = () => smtp.close()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await step<void>((done) => smtp.connect((error) => done(error)))
    if (auth && smtp.allowsAuth)
      await step<unknown>((done) => smtp.login({ user: auth.user, pass: auth.password }, done))
  } catch (error) {
    smtp.close()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return {
    isOpen: () => open,
    send: async (envelope, mail) =>
      void (await step<unknown>((done) =>
        smtp.send({ ...envelope, to: [envelope.to], use8BitMime: false }, mail, done),
      )),
    quit: () => smtp.quit(),
    close: () => smtp.close(),
  }
}
