import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { Account } from '#identity/identity-store.ts'

/** Another system that checks passwords which have not been used here yet. */
export type PasswordMigration = {
  isOn(): boolean
  /**
   * Whether the other system accepts this password. Throws Refusal when it does not answer, or not
   * as it should.
   */
  knows(
    login: { readonly identifier: string; readonly password: string; readonly account: Account },
    flow: Flow,
    caller: Caller,
  ): Promise<boolean>
}

/** As `PasswordMigration`; `pretend` takes as long as one of the last calls, and makes none. */
export type TimedMigration = PasswordMigration & { pretend(): Promise<void> }

export type TimedMigrationParts = {
  readonly now: () => number
  readonly wait: (ms: number) => Promise<unknown>
}

const maxDurations = 32

/** Remembers how long calls take, so that names which nobody has can take as long. */
export function timedMigration(
  migration: PasswordMigration,
  { now, wait }: TimedMigrationParts = { now: () => performance.now(), wait: sleep },
): TimedMigration {
  const durations: number[] = []
  return {
    isOn: () => migration.isOn(),
    async knows(login, flow, caller) {
      const startedAt = now()
      try {
        return await migration.knows(login, flow, caller)
      } finally {
        durations.push(now() - startedAt)
        if (durations.length > maxDurations) durations.shift()
      }
    },
    async pretend() {
      if (durations.length > 0) await wait(durations[randomInt(durations.length)] ?? 0)
    },
  }
}
