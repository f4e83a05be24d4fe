// Where the data is kept, as read from a DSN.

/**
 * Whether the connection is encrypted, and what its certificate must prove. Paths name PEM files.
 */
export type Tls =
  | { readonly use: 'never' }
  | {
      readonly use: 'if-offered' | 'always'
      /** `authority`: signed by a trusted authority; `host`: and made out for this host. */
      readonly verify: 'nothing' | 'authority' | 'host'
      readonly caFile?: string
      readonly certFile?: string
      readonly keyFile?: string
    }

export type Server = {
  readonly host: string
  readonly port: number
  /**
   * A Unix socket takes the place of host and port: for PostgreSQL its folder, for MySQL the socket
   * itself.
   */
  readonly socket: string | undefined
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tls: Tls
  readonly maxConnections: number
  /** Kept open while nothing happens. */
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
