// Codes and link tokens for addresses: making, counting, checking and using up.
import { equal } from '#crypto/equal.ts'
import type { Signer } from '#crypto/signer.ts'
import { sha256, type Tokens } from '#crypto/tokens.ts'
import { asSafeguard } from '#lib/deadline.ts'
import type { Clock } from '#lib/time.ts'
import type { CodePurposeName } from '#shield/keys.ts'
import type { Client, Shield, Thing } from '#shield/shield.ts'
import type { Throttled } from '#shield/verdict.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { CodeStore, OneTimeCode } from './code-store.ts'

export type OneTimeCodesParts = {
  readonly store: CodeStore
  readonly attempts: AttemptStore
  readonly shield: Pick<Shield, 'guess' | 'isSpent' | 'request' | 'message'>
  readonly tokens: Pick<Tokens, 'random' | 'uuid'>
  /** Makes the texts of codes and tokens from their ids, and their hashes. */
  readonly signer: Signer
  readonly clock: Clock
}

/** What a code is for. */
export type CodePurpose = Pick<OneTimeCode, 'flowId' | 'address' | 'identityId' | 'expiresAt'>

/** A code or a link token that is to be sent to an address. */
export type Wanted = {
  readonly flowId: string
  readonly kind: CodePurposeName
  readonly form: 'code' | 'token'
  readonly address: NonNullable<OneTimeCode['address']>
  readonly identityId: string | undefined
  readonly lifespanMs: number
  /** Of a code; see `digitsFor`. */
  readonly digits?: number
  /** False for one that is only stored: nobody gets it, and the recipient's budget stays as it is. */
  readonly isSent?: boolean
  /** What was sent in the flow before goes on working. */
  readonly keepsOlder?: boolean
}

/** `silent`: nothing is to be sent now. */
export type Delivery =
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'silent' }
  | Throttled

/** The code as it is stored, and its text, which is not stored. */
export type Issued = { readonly code: OneTimeCode; readonly text: string }

export type Guess =
  | { readonly kind: 'right'; readonly code: OneTimeCode }
  /** It was the code, until its time was over. */
  | { readonly kind: 'expired'; readonly code: OneTimeCode }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'exhausted' }
  | Throttled

const digits = 6
/** Of codes for addresses at which too many wrong codes were tried. */
const manyDigits = 12

export type OneTimeCodes = {
  /** Six digits that an administrator hands out. Nothing is stored yet. */
  issueCode(purpose: CodePurpose): Issued
  /** A token of a link that an administrator hands out. Nothing is stored yet. */
  issueToken(purpose: CodePurpose): Issued
  replace(flowId: string, codes: readonly OneTimeCode[]): Promise<void>
  /**
   * How many digits the next code for an address has: more than usual when too many wrong ones were
   * tried, or when the last one that was sent is a longer one.
   */
  digitsFor(
    kind: CodePurposeName,
    address: NonNullable<OneTimeCode['address']>,
    identityId?: string,
  ): Promise<number>
  /**
   * Stores what is to be sent, in the transaction that is open and that queues the message. When
   * the recipient has got too many messages, the newest secret that still works is sent again, and
   * works in this flow, too; in between nothing is sent. The secrets of a flow that are not wanted
   * any more stop working. The wanted ones are of one purpose.
   */
  deliver(wanted: readonly Wanted[], client: Client): Promise<readonly Delivery[]>
  /** The account that the codes of a flow are for; undefined for none. */
  ownerOf(flowId: string): Promise<string | undefined>
  /**
   * Compares a typed code with those of a flow. Every comparison first uses one of the tries of the
   * flow, and one of the address for this purpose, whatever flow it is made in.
   */
  guess(
    input: {
      readonly flowId: string
      readonly kind: CodePurposeName
      readonly text: string
      readonly maxTries: number
    },
    client: Client,
  ): Promise<Guess>
  /** Whether a text is a code that was read before, used or not. */
  isCode(code: Pick<OneTimeCode, 'flowId' | 'address' | 'hash'>, text: string): boolean
  /** The unused code of a flow that this link token belongs to, expired or not. */
  find(flowId: string, token: string): Promise<OneTimeCode | undefined>
  /** Uses up a code, in every flow that it works in. */
  use(id: string): Promise<boolean>
  /**
   * Writes as much as queuing a message does, so that the time does not tell that there is no
   * message; or this number of rows. What it writes is never used.
   */
  pretend(rows?: number): Promise<void>
}

/** How many earlier secrets of a flow go on working, where any do. */
const mostOlder = 9

export function createOneTimeCodes(parts: OneTimeCodesParts): OneTimeCodes {
  const { store, attempts, shield, tokens, signer, clock } = parts

  // NOTE the signature contains flow and address: a code copied to another row is not valid there
  const signed = ({ flowId, address }: Pick<OneTimeCode, 'flowId' | 'address'>, text: string) =>
    `one-time code:${flowId}:${address ? `${address.via}:${address.value}` : ''}:${text}`
  const hashOf = (row: Pick<OneTimeCode, 'flowId' | 'address'>, form: Form, text: string) =>
    form === 'token' ? sha256(text) : signer.sign(signed(row, text))
  const isText = (
    row: Pick<OneTimeCode, 'flowId' | 'address' | 'hash'>,
    form: Form,
    text: string,
  ) =>
    form === 'token' ? equal(row.hash, sha256(text)) : signer.verify(signed(row, text), row.hash)

  /** The text of a code or token: it follows from its seed, which nobody but this server knows. */
  function textOf(seed: string, form: Form, length: number): string {
    const mac = signer.sign(`text of ${form}:${length}:${seed}`)
    if (form === 'token') return mac
    const number = BigInt(`0x${Buffer.from(mac, 'base64url').toString('hex')}`)
    return (number % 10n ** BigInt(length)).toString().padStart(length, '0')
  }
  const rowOf = (purpose: CodePurpose, id: string, form: Form, text: string): OneTimeCode => ({
    ...purpose,
    id,
    hash: hashOf(purpose, form, text),
    issuedAt: clock(),
  })

  function issue(purpose: CodePurpose, form: Form, length = digits): Issued {
    const seed = tokens.uuid(),
      text = textOf(seed, form, length)
    return { code: rowOf(purpose, seed, form, text), text }
  }

  async function deliverOne(wanted: Wanted): Promise<Delivery & { readonly code?: OneTimeCode }> {
    const { flowId, kind, form, address, identityId, lifespanMs, digits: length = digits } = wanted
    const purpose = { flowId, address, identityId, expiresAt: clock() + lifespanMs }
    if (wanted.isSent === false) {
      await pretend()
      return { kind: 'silent', code: issue(purpose, form, length).code }
    }
    const verdict = await shield.message(address.value, kind)
    const newest = verdict === 'new' ? undefined : await newestOf(wanted, length)
    if (newest) {
      const { seed, text, expiresAt } = newest
      const code = rowOf({ ...purpose, expiresAt }, `${seed}:${tokens.random(12)}`, form, text)
      return verdict === 'again' ? { kind: 'send', text, code } : { kind: 'silent', code }
    }
    if (verdict === 'silent') return { kind: 'silent' }
    const { code, text } = issue(purpose, form, length)
    const place = newestPlace(wanted)
    await store.replace(place, [
      rowOf({ ...purpose, flowId: place }, `${code.id}:newest`, form, text),
    ])
    return { kind: 'send', text, code }
  }

  /** What was last sent to the address for this purpose, when it works and is long enough. */
  async function newestOf(wanted: Wanted, length: number) {
    const [row] = await store.ofFlow(newestPlace(wanted))
    if (!row || row.expiresAt <= clock() || row.identityId !== wanted.identityId) return undefined
    const seed = seedOf(row.id)
    const made = textOf(seed, wanted.form, length)
    // NOTE with new secrets of the server the text cannot be made again
    return isText(row, wanted.form, made)
      ? { seed, text: made, expiresAt: row.expiresAt }
      : undefined
  }

  async function pretend(rows = 1): Promise<void> {
    const flowId = tokens.uuid()
    const address = { value: tokens.random(48), via: 'email' as const }
    const purpose = { flowId, address, identityId: undefined, expiresAt: clock() }
    await store.replace(
      flowId,
      Array.from({ length: rows }, () => issue(purpose, 'token').code),
    )
  }

  function compare(rows: readonly OneTimeCode[], text: string): Guess {
    const code = rows.find((one) => isText(one, 'code', text))
    if (!code) return { kind: 'wrong' }
    return { kind: code.expiresAt > clock() ? 'right' : 'expired', code }
  }

  return {
    issueCode: (purpose) => issue(purpose, 'code'),
    issueToken: (purpose) => issue(purpose, 'token'),
    replace: store.replace,

    async digitsFor(kind, address, identityId) {
      if (await shield.isSpent(thingOf(kind, address, identityId))) return manyDigits
      const [row] = await store.ofFlow(newestPlace({ kind, form: 'code', address }))
      const isLong = row && isText(row, 'code', textOf(seedOf(row.id), 'code', manyDigits))
      return isLong === true && row.expiresAt > clock() ? manyDigits : digits
    },

    async deliver(wanted, client) {
      const [first] = wanted
      if (!first) return []
      const asked = await shield.request(first.identityId, client)
      if (asked.kind !== 'open') return wanted.map(() => asked)
      const done: (Delivery & { readonly code?: OneTimeCode })[] = []
      for (const one of wanted) done.push(await deliverOne(one))
      const older = first.keepsOlder === true ? await store.ofFlow(first.flowId) : []
      await store.replace(first.flowId, [
        ...older.toSorted((a, b) => a.issuedAt - b.issuedAt).slice(-mostOlder),
        ...done.flatMap(({ code }) => (code ? [code] : [])),
      ])
      return done
    },

    ownerOf: async (flowId) => (await store.ofFlow(flowId))[0]?.identityId,

    async guess({ flowId, kind, text, maxTries }, client) {
      const { failures } = await asSafeguard(() => attempts.fail(`code:${flowId}`, clock()))
      if (failures > maxTries) return { kind: 'exhausted' }
      const rows = await store.ofFlow(flowId)
      // NOTE a long code cannot be guessed, so that guesses at it need not keep its owner out
      if (text.length >= manyDigits) return compare(rows, text)
      let wrong: Guess = { kind: 'wrong' }
      for (const row of rows) {
        const { identityId, address } = row
        let guess = wrong as Guess
        const verdict = await shield.guess(
          thingOf(kind, address ?? { via: 'admin', value: identityId ?? '' }, identityId),
          identityId,
          client,
          async () => {
            guess = compare([row], text)
            return guess.kind === 'right' && (kind === 'registration' || identityId !== undefined)
          },
        )
        if (verdict.kind !== 'open') return verdict
        if (verdict.right) return guess
        if (guess.kind === 'expired') wrong = guess
      }
      return wrong
    },

    isCode: (code, text) => isText(code, 'code', text),

    find: async (flowId, token) =>
      (await store.ofFlow(flowId)).find((one) => isText(one, 'token', token)),

    use: (id) => store.use(seedOf(id)),

    pretend,
  }
}

type Form = 'code' | 'token'
type Address = { readonly via: string; readonly value: string }

/** Guesses at codes that are a second factor count with those at all others of the account. */
const thingOf = (
  purpose: CodePurposeName,
  { via, value }: Address,
  identityId: string | undefined,
): Thing =>
  purpose === 'second-factor' && identityId !== undefined
    ? { kind: 'second-factor', of: identityId }
    : { kind: 'code', purpose, of: via === 'admin' ? `handed out:${value}` : value }

/** Under this id, as of a flow, the newest secret for an address is stored. */
const newestPlace = ({ kind, form, address }: Pick<Wanted, 'kind' | 'form' | 'address'>): string =>
  sha256(`newest ${form}:${kind}:${address.via}:${address.value}`)

/** The text of a code follows from the first part of its id. */
const seedOf = (id: string): string => id.split(':', 1)[0] ?? ''
