// What `pallas doctor --running` looks at in a server.
import type { PresentedHealth } from '#editions/pallas/health-routes.ts'
import type { Finding } from './doctor-findings.ts'

/** What a server says of itself, and when it was asked by the clock of this machine. */
export type Seen = {
  readonly health: PresentedHealth
  /** The version of this program. */
  readonly version: string
  readonly askedAt: number
  readonly answeredAt: number
}

/** `fault`: it does not serve as it should. `warning`: somebody should look at it. */
export type Verdict = { readonly severity: 'fault' | 'warning'; readonly text: string }
type Check = (seen: Seen) => readonly Verdict[]

const fault = (text: string): Verdict => ({ severity: 'fault', text })
const warning = (text: string): Verdict => ({ severity: 'warning', text })
const when = (is: boolean | undefined, verdict: Verdict): readonly Verdict[] =>
  is === true ? [verdict] : []

/** More than codes of an authenticator app, and signatures of providers, allow for. */
const mostClockMs = 5_000
const longestQueueMs = 10 * 60_000
const least = { bytes: 512 * 1024 * 1024, share: 1 }
const seconds = (ms: number) => `${(Math.abs(ms) / 1000).toFixed(1)} s`
const behindOrAhead = (ms: number) => `${seconds(ms)} ${ms > 0 ? 'ahead of' : 'behind'}`
const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`
const counted = ({ count, is_more: more }: { readonly count: number; readonly is_more: boolean }) =>
  `${count}${more ? '+' : ''}`

export const runningChecks = {
  ready: ({ health }) =>
    Object.entries(health.problems).map(([part, problem]) => fault(`${part}: ${problem}`)),
  version: ({ health, version }) =>
    when(
      health.version !== version,
      warning(`the server is version ${health.version}, this program ${version}`),
    ),
  database: ({ health: { database } }) =>
    when(
      database.answered_in_ms === undefined,
      fault(`the database (${database.kind}) does not answer`),
    ),
  migrations: ({ health: { database } }) => {
    const open = database.migrations.filter(({ state }) => state !== 'applied')
    return when(
      open.length > 0,
      fault(`not applied: ${open.map(({ name }) => name).join(', ')} (pallas migrate sql up)`),
    )
  },
  clock: ({ health, askedAt, answeredAt }) => {
    const at = Date.parse(health.at)
    const aheadMs = at > answeredAt ? at - answeredAt : Math.min(0, at - askedAt)
    return [
      ...when(
        Math.abs(aheadMs) > mostClockMs,
        warning(`the clock of the server is ${behindOrAhead(aheadMs)} that of this machine`),
      ),
      ...when(
        health.clock_ahead_ms > mostClockMs,
        warning(
          `the clock of the system was set back; the server goes on ${seconds(health.clock_ahead_ms)} ` +
            'ahead of it until it is restarted',
        ),
      ),
    ]
  },
  'database-clock': ({ health: { database } }) =>
    database.clock_ahead_ms !== undefined && Math.abs(database.clock_ahead_ms) > mostClockMs
      ? [
          warning(
            `the clock of the database is ${behindOrAhead(database.clock_ahead_ms)} that of the server`,
          ),
        ]
      : [],
  disk: ({ health: { disk } }) =>
    // NOTE a backup needs as much as the database
    disk !== undefined && disk.free_bytes < Math.max(least.bytes, disk.database_bytes * least.share)
      ? [
          warning(
            `${megabytes(disk.free_bytes)} are free beside the database, which has ` +
              megabytes(disk.database_bytes),
          ),
        ]
      : [],
  mail: ({ health: { at, backlog } }) => {
    if (backlog === undefined) return []
    const { oldest_message_at: oldest, messages, messages_given_up: givenUp } = backlog
    const ageMs = oldest === undefined ? 0 : Date.parse(at) - Date.parse(oldest)
    return [
      ...when(
        ageMs > longestQueueMs,
        warning(
          `${counted(messages)} messages wait, the oldest for ${Math.round(ageMs / 60_000)} minutes`,
        ),
      ),
      ...when(givenUp.count > 0, warning(`${counted(givenUp)} messages were given up`)),
    ]
  },
  calls: ({ health: { backlog } }) =>
    when(
      (backlog?.calls_given_up.count ?? 0) > 0,
      warning(`${backlog && counted(backlog.calls_given_up)} calls of the outbox were given up`),
    ),
  background: ({ health }) =>
    when(
      !health.process.works_in_background,
      warning('the process that answered delivers no messages and cleans nothing up'),
    ),
  search: ({ health: { backlog } }) =>
    when(backlog?.search_complete === false, warning('the index of the search is being built')),
  providers: ({ health: { providers } }) =>
    providers.flatMap(({ id, url, fault: problem }) =>
      problem === undefined ? [] : [warning(`${id}: ${problem} (${url})`)],
    ),
  keys: ({ health: { keys } }) => [
    ...when(
      (keys?.unreadable ?? 0) > 0,
      fault(
        `no configured key opens ${keys?.unreadable} of ${keys?.examined} texts of a sample of what ` +
          'is encrypted: an older secret is missing in secrets.cipher',
      ),
    ),
    ...when(
      (keys?.older ?? 0) > 0,
      warning(
        `${keys?.older} of ${keys?.examined} texts of a sample are encrypted with an older key ` +
          '(pallas secrets reseal)',
      ),
    ),
    ...when(
      keys !== undefined && keys.configured > 1 && keys.older === 0,
      warning(
        'older keys are configured that a sample does not need: when pallas secrets reseal --dry-run ' +
          'says so of everything, and the audit trail needs none of them, take them away',
      ),
    ),
  ],
} as const satisfies Readonly<Record<string, Check>>

export type RunningCheckName = keyof typeof runningChecks

/** All that the checks find, in their order. The path of a finding is the name of its check. */
export const findingsOf = (seen: Seen): readonly Finding[] =>
  Object.entries(runningChecks).flatMap(([name, check]: readonly [string, Check]) =>
    check(seen).map((verdict) => findingAt(name, verdict)),
  )

/** What one check has found. */
export const findingAt = (name: string, { severity, text }: Verdict): Finding => ({
  kind: severity === 'fault' ? 'fault' : 'attention',
  severity,
  source: undefined,
  line: undefined,
  path: name,
  text,
})
