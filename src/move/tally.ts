import { lossKinds, type Loss, type LossKind } from './losses.ts'

/** What a run has done, by what it was done to. */
export type Tally = {
  readonly people: {
    readonly added: number
    readonly changed: number
    readonly unchanged: number
    readonly deleted: number
  }
  readonly sessions: {
    readonly added: number
    readonly changed: number
    readonly unchanged: number
    /** Ended there since they were brought. */
    readonly ended: number
    readonly expired: number
  }
  readonly messages: { readonly added: number; readonly unchanged: number }
  readonly losses: Readonly<Record<LossKind, number>>
}

type Group = 'people' | 'sessions' | 'messages'
/** A tally that counts on. `lose` also hands each loss on. */
export type Counting = {
  count<G extends Group>(group: G, name: keyof Tally[G], amount?: number): void
  lose(loss: Loss): void
  now(): Tally
}

export function createTally(onLoss: (loss: Loss) => void): Counting {
  const counts = {
    people: { added: 0, changed: 0, unchanged: 0, deleted: 0 },
    sessions: { added: 0, changed: 0, unchanged: 0, ended: 0, expired: 0 },
    messages: { added: 0, unchanged: 0 },
  }
  const losses = Object.fromEntries(lossKinds.map((kind) => [kind, 0])) as Record<LossKind, number>
  return {
    count(group, name, amount = 1) {
      const of = counts[group] as Record<PropertyKey, number>
      of[name] = (of[name] ?? 0) + amount
    },
    lose(loss) {
      losses[loss.kind]++
      onLoss(loss)
    },
    now: () => ({
      people: { ...counts.people },
      sessions: { ...counts.sessions },
      messages: { ...counts.messages },
      losses: { ...losses },
    }),
  }
}
