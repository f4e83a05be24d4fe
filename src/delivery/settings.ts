import type { HttpCredentials } from '#lib/http-credentials.ts'

/** How mail reaches a mail server. */
export type SmtpSettings = {
  readonly host: string
  readonly port: number
  readonly auth: { readonly user: string; readonly password: string } | undefined
  /** `implicit`: TLS from the first byte. `starttls`: TLS or nothing. `none`: in the clear. */
  readonly encryption: 'implicit' | 'starttls' | 'none'
  readonly verifiesCertificate: boolean
  /** The name the certificate must have, where it is not that of the host. */
  readonly serverName: string | undefined
  /** Speaks TLS 1.0 and 1.1 too. */
  readonly oldTls: boolean
  /** Both in PEM. */
  readonly client: { readonly cert: string; readonly key: string } | undefined
  /** What we call ourselves in EHLO. */
  readonly localName: string
  readonly from: { readonly address: string; readonly name: string | undefined }
  readonly headers: Readonly<Record<string, string>>
}

/** How a message reaches a service over HTTP. */
export type HttpCall = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** Where the program is that makes the body; undefined for the usual one. */
  readonly body: string | undefined
  readonly auth: HttpCredentials | undefined
}
