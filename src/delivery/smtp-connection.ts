// A connection to a mail server (RFC 5321), with promises instead of callbacks.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { isPrivate } from '#outgoing/private-networks.ts'
import type { TimeLimits } from './limits.ts'
import type { SmtpSettings } from './settings.ts'

export type Envelope = { readonly from: string; readonly to: string; readonly size: number }

export type Connection = {
  /** Sends a mail. Rejects with the error of nodemailer; the connection may still be usable. */
  send(envelope: Envelope, mail: Readable): Promise<void>
  readonly isOpen: () => boolean
  /** Ends the connection in order. */
  quit(): void
  /** Closes the connection at once. */
  close(): void
}

/** An address of the host that is not private. Throws Error when there is none. */
async function publicAddressOf(host: string): Promise<string> {
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  const open = found.find(({ address }) => !isPrivate(address))
  if (!open)
    throw new Error(
      'The mail server is in a private network, which clients.smtp.disallow_private_ip_ranges ' +
        'forbids.',
    )
  return open.address
}

/** Connects, encrypts and authenticates, as configured. Rejects with the error of nodemailer. */
export async function connect(
  settings: SmtpSettings,
  limits: TimeLimits,
  signal: AbortSignal,
): Promise<Connection> {
  const { host, port, encryption, client, localName, auth } = settings
  // NOTE the address that was checked is connected to, so that no second look-up gives another one
  const address = settings.refusesPrivateNetworks ? await publicAddressOf(host) : host
  const serverName = settings.serverName ?? (address === host ? undefined : host)
  // NOTE loaded only when a mail is sent, since the package is large
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection')
  const smtp = new SMTPConnection({
    host: address,
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

  /** A step that also ends with the connection, since nodemailer may not call back then. */
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
