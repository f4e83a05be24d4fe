// The database that a DSN describes.

/** Whether the connection is encrypted, and what is verified. Paths are those of PEM files. */
export type Tls =
  | { readonly use: 'never' }
  | {
      readonly use: 'if-offered' | 'always'
      /** `authority`: signed by a trusted authority; `host`: and issued for this host. */
      readonly verify: 'nothing' | 'authority' | 'host'
      readonly caFile?: string
      readonly certFile?: string
      readonly keyFile?: string
    }

export type Server = {
  readonly host: string
  readonly port: number
  /** Replaces host and port: for PostgreSQL the folder of the socket, for MySQL the socket. */
  readonly socket: string | undefined
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tls: Tls
  readonly maxConnections: number
  /** The number of idle connections that are kept. */
  readonly maxIdle: number
}

export type Target =
  | { readonly kind: 'sqlite'; /** `undefined`: in memory. */ readonly path: string | undefined }
  | {
      readonly kind: 'postgres'
      readonly flavour: 'postgres' | 'cockroach'
      readonly server: Server
      readonly searchPath: string | undefined
      readonly applicationName: string
    }
  | { readonly kind: 'mysql'; readonly server: Server }
