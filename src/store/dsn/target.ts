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

/** Where a server listens. */
export type Place = {
  readonly host: string
  readonly port: number
  /** Replaces host and port: for PostgreSQL the folder of the socket, for MySQL the socket. */
  readonly socket: string | undefined
}

/**
 * What a server of several has to be, as `target_session_attrs` of libpq
 * (https://www.postgresql.org/docs/current/libpq-connect.html).
 */
export type Wanted = 'any' | 'read-write' | 'read-only' | 'primary' | 'standby' | 'prefer-standby'

export type Server = {
  /** Those of one database, in the order in which they are tried. */
  readonly places: readonly [Place, ...Place[]]
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
      readonly wanted: Wanted
      readonly searchPath: string | undefined
      readonly applicationName: string
    }
  | { readonly kind: 'mysql'; readonly server: Server }
