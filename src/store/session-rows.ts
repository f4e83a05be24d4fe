import { sql, type Kysely } from 'kysely'
import { setUpSecondFactors } from '#identity/credential-types.ts'
import type { Aal, AuthenticationMethod, Device, Session } from '#session/session.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Row } from './engine.ts'
import { identityColumns, readIdentity } from './identity-rows.ts'
import type { Tables } from './tables/tables.ts'
import { fromText } from './text.ts'

/** Sessions (`s`) joined with their identities (`i`). */
export function selectSessions(db: Kysely<Tables>) {
  return db
    .selectFrom('pallas_sessions as s')
    .innerJoin('pallas_identities as i', 'i.id', 's.identity_id')
    .select([
      's.id as session_id',
      's.active',
      's.issued_at',
      's.expires_at',
      's.authenticated_at',
      's.aal',
      's.methods',
      's.devices',
    ])
    .select(identityColumns)
    .select(hasSecondFactor.as('has_second_factor'))
}

const secondFactorTypes = sql.raw(setUpSecondFactors.map((type) => `'${type}'`).join(', '))
// NOTE not `exists`: where many rows may come, PostgreSQL would read the credentials of everybody
// first, also for a page of a few
const hasSecondFactor = sql<number | null>`(
  select 1 from pallas_credentials c
  where c.identity_id = i.id and c.type in (${secondFactorTypes}) and c.config <> '{}' limit 1
)`

export function readSessionWithIdentity(row: Row): SessionWithIdentity {
  const identity = readIdentity(row)
  const session: Session = {
    id: fromText(row['session_id'] as string),
    identityId: identity.id,
    active: row['active'] === 1,
    issuedAt: row['issued_at'] as number,
    expiresAt: row['expires_at'] as number,
    authenticatedAt: row['authenticated_at'] as number,
    aal: row['aal'] as Aal,
    methods: JSON.parse(row['methods'] as string) as AuthenticationMethod[],
    devices: JSON.parse(row['devices'] as string) as Device[],
  }
  return { session, identity, mayHaveSecondFactor: row['has_second_factor'] === 1 }
}
