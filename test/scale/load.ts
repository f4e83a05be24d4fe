// Clients that change things at several server processes, and remember what was acknowledged.
import { firstName, rename, revoke, signIn, signUp, whoami } from './calls.ts'
import type { Node, Outcome, Session } from './calls.ts'
import { pause } from '../support/process-figures.ts'

const actions = ['sign up', 'sign in', 'change traits', 'revoke a session'] as const
type Action = (typeof actions)[number]

type Person = {
  readonly email: string
  readonly id: string
  /** The acknowledged sessions that were not revoked, and those whose revocation may have been done. */
  readonly live: Session[]
  readonly revoked: Session[]
  /** What the first name may be: the last acknowledged one, and later ones whose fate is not known. */
  names: readonly (string | undefined)[]
  busy: boolean
}

export type Load = {
  readonly people: readonly Person[]
  /** Acknowledged changes, and those that were not, by what was asked for. */
  readonly acknowledged: Readonly<Record<Action, number>>
  readonly unknown: () => number
  /** Answers other than a success and 503, and broken promises, as they were seen. */
  readonly faults: readonly string[]
  /** When changes that were asked for after `since` were first acknowledged; by `performance.now()`. */
  acknowledgedAfter(since: number): number | undefined
  /** Sessions that were looked at on every node right after their revocation. */
  readonly revocationsSeen: () => number
  stop(): Promise<void>
}

/** `clients`: how many ask, one after the other each, with a pause in between. */
export function startLoad(nodes: readonly Node[], clients: number, pauseMs = 20): Load {
  const people: Person[] = [],
    faults: string[] = [],
    acknowledged = { 'sign up': 0, 'sign in': 0, 'change traits': 0, 'revoke a session': 0 },
    acknowledgements: { readonly asked: number; readonly at: number }[] = []
  let unknown = 0,
    revocationsSeen = 0,
    count = 0,
    isRunning = true
  const anyNode = () => nodes[Math.floor(Math.random() * nodes.length)] as Node

  async function ask<T>(action: Action, work: () => Promise<Outcome<T>>): Promise<T | undefined> {
    const asked = performance.now()
    const outcome = await work()
    if (outcome === 'unknown') unknown++
    else if ('refused' in outcome) faults.push(`${action}: ${outcome.refused}`)
    else {
      acknowledged[action]++
      acknowledgements.push({ asked, at: performance.now() })
      return outcome.done
    }
    return undefined
  }

  const act: Readonly<Record<Action, (person: Person) => Promise<void>>> = {
    async 'sign up'() {
      const email = `load-${count++}@example.org`
      const made = await ask('sign up', () => signUp(anyNode(), email))
      if (!made) return
      const { identity: id, session } = made
      people.push({ email, id, live: [session], revoked: [], names: [undefined], busy: false })
    },
    async 'sign in'(person) {
      const session = await ask('sign in', () => signIn(anyNode(), person.email))
      if (session) person.live.push(session)
    },
    async 'change traits'(person) {
      const name = `Name ${count++}`
      person.names = [...person.names, name]
      if (await ask('change traits', () => rename(anyNode(), person.id, name)))
        person.names = [name]
    },
    async 'revoke a session'(person) {
      const session = person.live.pop()
      if (!session || !(await ask('revoke a session', () => revoke(anyNode(), session.id)))) return
      person.revoked.push(session)
      for (const [n, status] of (
        await Promise.all(nodes.map((node) => whoami(node, session.token)))
      ).entries())
        if (![401, 503, 0].includes(status)) faults.push(`revoked, and ${status} at node ${n}`)
      revocationsSeen++
    },
  }

  async function client(n: number): Promise<void> {
    for (let turn = n; isRunning; turn++) {
      const person = people.find(({ busy }) => !busy && Math.random() < 0.3)
      const action = actions[turn % actions.length] as Action
      if (!person || action === 'sign up') await act['sign up'](undefined as never)
      else {
        person.busy = true
        await act[action](person)
        person.busy = false
      }
      await pause(pauseMs)
    }
  }
  const working = Array.from({ length: clients }, (_, n) => client(n))

  return {
    people,
    acknowledged,
    faults,
    unknown: () => unknown,
    revocationsSeen: () => revocationsSeen,
    acknowledgedAfter: (since) =>
      acknowledgements
        .filter(({ asked }) => asked > since)
        .map(({ at }) => at)
        .sort((a, b) => a - b)[0],
    async stop() {
      isRunning = false
      await Promise.all(working)
    },
  }
}

/** What was acknowledged and is not there, as seen from the nodes in turn. */
export async function lostOf(people: readonly Person[], nodes: readonly Node[]): Promise<string[]> {
  const lost: string[] = []
  for (const [n, person] of people.entries()) {
    const node = nodes[n % nodes.length] as Node
    const signedIn = await signIn(node, person.email)
    if (signedIn === 'unknown' || !('done' in signedIn)) lost.push(`${person.email} is gone`)
    const name = await firstName(node, person.id)
    if (!person.names.includes(name)) lost.push(`${person.email} is called ${name}`)
    for (const { token } of person.live)
      if ((await whoami(node, token)) !== 200) lost.push(`a session of ${person.email} is gone`)
    for (const { token } of person.revoked)
      if ((await whoami(node, token)) !== 401) lost.push(`a session of ${person.email} is back`)
  }
  return lost
}
