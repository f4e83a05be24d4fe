// The little that tests use of the library; it brings no types.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        readonly findAccount: (context: unknown, id: string) => object
        readonly [key: string]: unknown
      },
    )
    callback(): RequestListener
  }
}
