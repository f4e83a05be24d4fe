// Everything that is stored about people is in a part of their data, or is left out for a reason.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { dataParts } from '#personal-data/parts.ts'
import { up } from '#store/migrate.ts'

/** Tables of which no part has rows, and why. A table that a migration adds is in neither, and fails. */
const leftOut: Readonly<Record<string, string>> = {
  lookups: 'digests that follow from identities and credentials',
  search_entries: 'follows from the traits',
  search_terms: 'follows from the traits',
  flows: 'open forms, which end within hours; what they change is in the identity',
  codes: 'hashes of codes that are valid for minutes',
  errors: 'belongs to no account; shown once to the browser that it happened in',
  attempts: 'counts wrong codes by the flow that they were for',
  address_changes: 'names a form that is open; the new address is in it until it is proved',
  unproved: 'since when no address is proved, as the addresses themselves say',
  mailbox: 'takes the place of a mail server in development; the messages are told',
  exports: 'what the export itself keeps, for a day',
  export_pieces: 'the file of a long export, encrypted, until it is fetched',
  tombstones: 'of people who have left; nothing in it tells who they were',
  reserved: 'digests of identifiers of people who have left',
  audit_heads: 'has no rows of people',
  audit_segments: 'has no rows of people',
  audit_targets: 'an index of the audit trail',
  jobs: 'what administrators do with many; what it did to somebody is in the activity',
  impersonations: 'the digest of a code that is valid for a minute; the session is told',
  console_sessions: 'of operators, for hours; the session that they are opened with is told',
  console_codes: 'the digest of a code that is valid for a minute',
  api_tokens: 'of machines; that somebody has made one is in the activity',
  activity: 'counts without people',
  moved: 'digests of rows of another system',
  kept_people: 'another form of what the identity says, for the way back to another system',
  kept_sessions: 'encrypted tokens of sessions that are told',
  trial_writes: 'has no rows of people',
  migrations: 'has no rows of people',
}

describe('the parts of personal data', () => {
  let folder: string, tables: string[]
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
    const file = join(folder, 'db.sqlite')
    await up(`sqlite://${file}`)
    const database = new DatabaseSync(file, { readOnly: true })
    tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'pallas_%'")
      .all()
      .map(({ name }) => String(name).replace(/^pallas_/, ''))
    database.close()
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('name every table, or it is left out for a reason', () => {
    const told = new Set(dataParts.flatMap((part) => part.tables))
    for (const table of tables)
      assert.equal(Number(told.has(table)) + Number(Object.hasOwn(leftOut, table)), 1, table)
  })

  it('name no table that is not there', () => {
    const known = new Set(tables)
    for (const table of [...dataParts.flatMap((part) => part.tables), ...Object.keys(leftOut)])
      assert.ok(known.has(table), table)
  })

  it('have names of their own, and begin with the identity', () => {
    const names = dataParts.map(({ name }) => name)
    assert.equal(new Set(names).size, names.length)
    assert.equal(names[0], 'identity')
  })
})
