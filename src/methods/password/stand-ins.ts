// A name that nobody has takes as long to sign in with as the names that somebody has: it behaves as
// one of the kinds of passwords that are stored, always the same one, and as many such names behave
// as a kind as accounts have it.
import { blankLike, dearKindOf } from '#crypto/blank.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { readPasswordCredential } from './credential.ts'

/** How an account would behave that does not exist or has no password. */
export type StandIn = {
  /** A hash of no password whose check costs as much; undefined for one of ours. */
  readonly like: string | undefined
  /** Whether another system would be asked. */
  readonly isInOtherSystem: boolean
}

export type StandIns = {
  /** `identifier` in canonical form. */
  of(identifier: string): Promise<StandIn>
}

export type StandInsParts = {
  /** What is stored of the passwords of up to `limit` identifiers; `from`: see IdentityStore. */
  readonly sample: (pick: {
    readonly from: string
    readonly limit: number
  }) => Promise<readonly JsonObject[]>
  /** HMAC in base64url under a secret of the server. */
  readonly sign: (text: string) => string
  /** Whether another system is asked for passwords that have not been used here yet. */
  readonly asksOtherSystem: () => boolean
  readonly clock: Clock
}

type Kind = StandIn & { readonly name: string; readonly count: number }

const sampleSize = 500
const lifespanMs = 60_000
/** Rarer kinds are left out. */
const maxKinds = 32
const ours: StandIn = { like: undefined, isInOtherSystem: false }

export function createStandIns({ sample, sign, asksOtherSystem, clock }: StandInsParts): StandIns {
  let kinds: readonly Kind[] = [],
    loading: Promise<void> | undefined,
    freshUntil = -Infinity

  async function load(): Promise<void> {
    try {
      kinds = kindsOf(await sample({ from: sign('password stand-ins'), limit: sampleSize }))
      freshUntil = clock() + lifespanMs
    } catch {
      // the sign-in goes on with the kinds that were found before; the next one tries again
    } finally {
      loading = undefined
    }
  }

  return {
    async of(identifier) {
      // NOTE for all names alike, so that reading the sample tells nothing
      if (clock() >= freshUntil) await (loading ??= load())
      const possible = kinds.filter((kind) => asksOtherSystem() || !kind.isInOtherSystem)
      const [first] = possible
        .map((kind) => ({ kind, at: arrival(kind, identifier) }))
        .toSorted((a, b) => a.at - b.at)
      return first?.kind ?? ours
    },
  }

  /**
   * Of kinds that arrive at such times, each is the first for as many names as its share is, and
   * when shares change only as many names change their kind (weighted rendezvous hashing).
   */
  function arrival({ name, count }: Kind, identifier: string): number {
    const drawn = Buffer.from(sign(`password stand-in ${name} ${identifier}`), 'base64url')
    return -Math.log((drawn.readUIntBE(0, 6) + 1) / (2 ** 48 + 1)) / count
  }
}

function kindsOf(configs: readonly JsonObject[]): readonly Kind[] {
  const kinds = new Map<string, Kind>()
  for (const config of configs) {
    const { hashedPassword, usesMigrationHook = false } = readPasswordCredential(config) ?? {}
    if (hashedPassword === undefined && !usesMigrationHook) continue
    const kind = hashedPassword === undefined ? undefined : dearKindOf(hashedPassword)
    const name = hashedPassword === undefined ? 'other system' : (kind ?? 'ours')
    const known = kinds.get(name) ?? {
      name,
      like: kind && hashedPassword && blankLike(hashedPassword),
      isInOtherSystem: hashedPassword === undefined,
      count: 0,
    }
    kinds.set(name, { ...known, count: known.count + 1 })
  }
  return [...kinds.values()].toSorted((a, b) => b.count - a.count).slice(0, maxKinds)
}
