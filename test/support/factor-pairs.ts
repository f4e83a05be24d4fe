// Which factors count beside which, and where: the table that a test walks, and that
// docs/second-factors.md shows.

export const firstFactors = {
  password: 'password',
  mail: 'code by mail',
  phone: 'code by text message',
  oidc: 'provider',
  webauthn: 'security key',
  passkey: 'passkey',
} as const
export const secondFactors = {
  totp: 'authenticator app',
  lookup: 'backup code',
  key: 'security key',
  mail: 'code by mail',
  phone: 'code by text message',
} as const
/** What a pair is tried for. In a recovery, by mail, the first factor is not used. */
export const situations = {
  login: 'signs in',
  refresh: 'confirms a session',
  settings: 'opens the settings',
  recovery: 'after a recovery by mail',
  link: 'links a provider',
} as const

export type First = keyof typeof firstFactors
export type Second = keyof typeof secondFactors
export type Situation = keyof typeof situations
/** `impossible`: codes cannot be both factors of one configuration. */
export type Outcome = 'counts' | 'does not count' | 'impossible'

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
const isCode = (factor: string): boolean => factor === 'mail' || factor === 'phone'

/** The same mailbox, or the same phone. */
const isSame = (first: string, second: string): boolean => isCode(first) && first === second

function outcome(first: First, second: Second, situation: Situation): Outcome {
  if (situation === 'recovery') return isSame('mail', second) ? 'does not count' : 'counts'
  if (situation === 'link' && isCode(first) && isCode(second)) return 'impossible'
  return isSame(first, second) ? 'does not count' : 'counts'
}

export type Pair = {
  readonly first: First
  readonly second: Second
  readonly outcomes: Readonly<Record<Situation, Outcome>>
}

export const pairs: readonly Pair[] = keys(firstFactors).flatMap((first) =>
  keys(secondFactors).map((second) => ({
    first,
    second,
    outcomes: Object.fromEntries(
      keys(situations).map((situation) => [situation, outcome(first, second, situation)]),
    ) as Pair['outcomes'],
  })),
)

const cell: Record<Outcome, string> = { counts: 'yes', 'does not count': 'no', impossible: '–' }

/** The table as Markdown. */
export const pairsTable = (): string =>
  [
    `| First | Second | ${Object.values(situations).join(' | ')} |`,
    `| --- | --- | ${keys(situations)
      .map(() => '---')
      .join(' | ')} |`,
    ...pairs.map(
      ({ first, second, outcomes }) =>
        `| ${firstFactors[first]} | ${secondFactors[second]} | ${keys(situations)
          .map((situation) => cell[outcomes[situation]])
          .join(' | ')} |`,
    ),
  ].join('\n')
