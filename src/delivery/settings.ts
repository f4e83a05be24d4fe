import type { HttpCredentials } from '#lib/http-credentials.ts'

/** How mail is sent to a mail server. */
export type SmtpSettings = {
  readonly host: string
  readonly port: number
  readonly auth: { readonly user: string; readonly password: string } | undefined
  /** `implicit`: TLS from the start. `starttls`: TLS is required. `none`: without TLS. */
  readonly encryption: 'implicit' | 'starttls' | 'none'
  readonly verifiesCertificate: boolean
  /** The name in the certificate, where it differs from the host. */
  readonly serverName: string | undefined
  /** Whether TLS 1.0 and 1.1 are allowed. */
  readonly oldTls: boolean
  /** Both in PEM. */
  readonly client: { readonly cert: string; readonly key: string } | undefined
  /** Whether no mail server in a private network is connected to. */
  readonly refusesPrivateNetworks: boolean
  /** The name of this server in EHLO. */
  readonly localName: string
  readonly from: { readonly address: string; readonly name: string | undefined }
  readonly headers: Readonly<Record<string, string>>
}

/** How messages are sent to a service over HTTP. */
export type HttpCall = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** The address of the program that makes the body; undefined for the default body. */
  readonly body: string | undefined
  readonly auth: HttpCredentials | undefined
}
