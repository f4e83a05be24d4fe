import { first } from './0001-first.ts'
import { messages } from './0002-messages.ts'
import { codes } from './0003-codes.ts'
import { search } from './0004-search.ts'
import { outbox } from './0005-outbox.ts'
import { lookups } from './0006-lookups.ts'
import { searchEntries } from './0007-search-entries.ts'
import { organizations } from './0008-organizations.ts'
import { editionNames } from './0009-edition-names.ts'
import { budgets } from './0010-budgets.ts'
import { trialWrites } from './0011-trial-writes.ts'
import { unproved } from './0012-unproved.ts'
import { addressChanges } from './0013-address-changes.ts'
import { remembered } from './0014-remembered.ts'
import { audit } from './0015-audit.ts'
import { factorResets } from './0016-factor-resets.ts'
import { operators } from './0017-operators.ts'
import { consoleSessions } from './0018-console-sessions.ts'
import { jobs } from './0019-jobs.ts'
import { impersonations } from './0020-impersonations.ts'
import { activity } from './0021-activity.ts'
import { moved } from './0022-moved.ts'
import { traces } from './0023-traces.ts'
import { keptRows } from './0024-kept-rows.ts'
import { auditActor } from './0025-audit-actor.ts'
import { auditTargets } from './0028-audit-targets.ts'
import { auditDevice } from './0031-audit-device.ts'
import { exports } from './0032-exports.ts'
import { leaving } from './0033-leaving.ts'
import { erasable } from './0034-erasable.ts'
import { consents } from './0035-consents.ts'
import type { Migration } from './migration.ts'

/** In the order in which they are applied. */
export const migrations: readonly Migration[] = [
  first,
  messages,
  codes,
  search,
  outbox,
  lookups,
  searchEntries,
  organizations,
  editionNames,
  budgets,
  trialWrites,
  unproved,
  addressChanges,
  remembered,
  audit,
  factorResets,
  operators,
  consoleSessions,
  jobs,
  impersonations,
  activity,
  moved,
  traces,
  keptRows,
  auditActor,
  auditTargets,
  auditDevice,
  exports,
  leaving,
  erasable,
  consents,
]
