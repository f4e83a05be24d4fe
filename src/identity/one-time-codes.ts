// Codes and link tokens for addresses: making, counting, checking and using up.
import { equal } from '#crypto/equal.ts'
import type { Signer } from '#crypto/signer.ts'
import { sha256, type Tokens } from '#crypto/tokens.ts'
import type { Clock } from '#lib/time.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { CodeStore, OneTimeCode } from './code-store.ts'

export type OneTimeCodesParts = {
  readonly store: CodeStore
  readonly attempts: AttemptStore
  readonly tokens: Pick<Tokens, 'code' | 'random' | 'uuid'>
  /** For codes, which are too short for a plain hash. */
  readonly signer: Signer
  readonly clock: Clock
}

/** What a code is for. */
export type CodePurpose = Pick<OneTimeCode, 'flowId' | 'address' | 'identityId' | 'expiresAt'>

/** The code as it is stored, and its text, which is not stored. */
export type Issued = { readonly code: OneTimeCode; readonly text: string }

export type Guess =
  | { readonly kind: 'right'; readonly code: OneTimeCode }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'exhausted' }

const digits = 6
/** 256 bits. */
const tokenBytes = 32
/** How many messages are sent to one address in this time, whoever asks for them. */
const sendLimit = { messages: 10, windowMs: 10 * 60_000 }

export type OneTimeCodes = {
  /** Six digits to type in. Nothing is stored yet. */
  issueCode(purpose: CodePurpose): Issued
  /** A token for a link. Nothing is stored yet. */
  issueToken(purpose: CodePurpose): Issued
  replace(flowId: string, codes: readonly OneTimeCode[]): Promise<void>
  /** The account that the codes of a flow are for; undefined for none. */
  ownerOf(flowId: string): Promise<string | undefined>
  /**
   * Compares a typed code with those of a flow. Every comparison uses one of the tries of the
   * flow first, in one statement: of simultaneous guesses no more are compared than there are
   * tries.
   */
  guess(flowId: string, text: string, maxTries: number): Promise<Guess>
  /** The unused code of a flow that this link token belongs to, expired or not. */
  find(flowId: string, token: string): Promise<OneTimeCode | undefined>
  use(id: string): Promise<boolean>
  /**
   * Writes as much as queuing a message does, so that the time does not tell that there is no
   * message. What it writes is never used.
   */
  pretend(): Promise<void>
  /**
   * Whether another message may be sent to this address now; every call counts. Unknown addresses
   * are treated alike.
   */
  mayBeSent(address: string): Promise<boolean>
}

export function createOneTimeCodes({
  store,
  attempts,
  tokens,
  signer,
  clock,
}: OneTimeCodesParts): OneTimeCodes {
  // NOTE the signature contains flow and address: a code copied to another row is not valid there
  const signed = ({ flowId, address }: Pick<OneTimeCode, 'flowId' | 'address'>, text: string) =>
    `one-time code:${flowId}:${address ? `${address.via}:${address.value}` : ''}:${text}`
  const issue = (purpose: CodePurpose, text: string, hash: string): Issued => ({
    code: { ...purpose, id: tokens.uuid(), hash, issuedAt: clock() },
    text,
  })

  return {
    issueCode(purpose: CodePurpose): Issued {
      const text = tokens.code(digits)
      return issue(purpose, text, signer.sign(signed(purpose, text)))
    },

    issueToken(purpose: CodePurpose): Issued {
      const text = tokens.random(tokenBytes)
      return issue(purpose, text, sha256(text))
    },

    replace: store.replace,

    ownerOf: async (flowId: string): Promise<string | undefined> =>
      (await store.ofFlow(flowId))[0]?.identityId,

    async guess(flowId: string, text: string, maxTries: number): Promise<Guess> {
      const { failures } = await attempts.fail(`code:${flowId}`, clock())
      if (failures > maxTries) return { kind: 'exhausted' }
      const code = (await store.ofFlow(flowId)).find((one) =>
        signer.verify(signed(one, text), one.hash),
      )
      return code && code.expiresAt > clock() ? { kind: 'right', code } : { kind: 'wrong' }
    },

    async find(flowId: string, token: string): Promise<OneTimeCode | undefined> {
      const hash = sha256(token)
      return (await store.ofFlow(flowId)).find((one) => equal(one.hash, hash))
    },

    use: store.use,

    async pretend(): Promise<void> {
      const now = clock(),
        flowId = tokens.uuid()
      const { code } = issue(
        {
          flowId,
          address: { value: tokens.random(48), via: 'email' },
          identityId: undefined,
          expiresAt: now,
        },
        '',
        sha256(tokens.random(tokenBytes)),
      )
      await store.replace(flowId, [code])
    },

    async mayBeSent(address: string): Promise<boolean> {
      const now = clock()
      const { failures } = await attempts.fail(
        `sent:${address}:${Math.floor(now / sendLimit.windowMs)}`,
        now,
      )
      return failures <= sendLimit.messages
    },
  }
}
