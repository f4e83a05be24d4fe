import type { Wanted } from '../../dsn/target.ts'

/** How a server is asked whether it is what is wanted: a row has `fits` true or false. */
export type Role = { readonly sql: string; readonly otherwise: string }

// NOTE what speaks the protocol of PostgreSQL has this setting, but not always the function
const isReadOnly = "current_setting('transaction_read_only') = 'on'"
const isStandby = 'pg_is_in_recovery()'

const roles: Readonly<Record<Wanted, Role | undefined>> = {
  any: undefined,
  'read-write': role(`not (${isReadOnly})`, 'the server takes no changes'),
  'read-only': role(isReadOnly, 'the server takes changes'),
  primary: role(`not ${isStandby}`, 'the server is a standby'),
  standby: role(isStandby, 'the server is no standby'),
  'prefer-standby': undefined,
}

function role(condition: string, otherwise: string): Role {
  return { sql: `select ${condition} as fits`, otherwise }
}

/** Undefined where any server will do. */
export const roleOf = (wanted: Wanted): Role | undefined => roles[wanted]
