// Codes and link tokens that are sent to addresses: made, counted, checked and used up.
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
  /** For codes, which are too short to be stored as a plain hash. */
  readonly signer: Signer
  readonly clock: Clock
}

/** What a code is made for. */
export type CodePurpose = Pick<OneTimeCode, 'flowId' | 'address' | 'identityId' | 'expiresAt'>

/** The code as it is stored, and its text, which is stored nowhere. */
export type Issued = { readonly code: OneTimeCode; readonly text: string }

export type Guess =
  | { readonly kind: 'right'; readonly code: OneTimeCode }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'exhausted' }

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>

const digits = 6
/** 256 bits. */
const tokenBytes = 32
/** So many messages go to one address in so many milliseconds, whoever asks for them. */
const sendLimit = { messages: 10, windowMs: 10 * 60_000 }

export function createOneTimeCodes({ store, attempts, tokens, signer, clock }: OneTimeCodesParts) {
  // NOTE the code is bound to its flow and address: its signature in another row says something
  // else
  const signed = ({ flowId, address }: Pick<OneTimeCode, 'flowId' | 'address'>, text: string) =>
    `one-time code:${flowId}:${address ? `${address.via}:${address.value}` : ''}:${text}`
  const issue = (purpose: CodePurpose, text: string, hash: string): Issued => ({
    code: { ...purpose, id: tokens.uuid(), hash, issuedAt: clock() },
    text,
  })

  return {
    /** Six digits to be typed in. Nothing is stored yet. */
    issueCode(purpose: CodePurpose): Issued {
      const text = tokens.code(digits)
      return issue(purpose, text, signer.sign(signed(purpose, text)))
    },

    /** A token for a link. Nothing is stored yet. */
    issueToken(purpose: CodePurpose): Issued {
      const text = tokens.random(tokenBytes)
      return issue(purpose, text, sha256(text))
    },

    replace: store.replace,

    /** Whose account the codes of a flow are for; undefined where nobody's. */
    ownerOf: async (flowId: string): Promise<string | undefined> =>
      (await store.ofFlow(flowId))[0]?.identityId,

    /**
     * Compares a typed code with those of a flow. Every comparison takes one of the tries of the
     * flow beforehand, in one statement, so that of many guesses at the same moment no more are
     * compared than there are tries.
     */
    async guess(flowId: string, text: string, maxTries: number): Promise<Guess> {
      const { failures } = await attempts.fail(`code:${flowId}`, clock())
      if (failures > maxTries) return { kind: 'exhausted' }
      const code = (await store.ofFlow(flowId)).find((one) =>
        signer.verify(signed(one, text), one.hash),
      )
      return code && code.expiresAt > clock() ? { kind: 'right', code } : { kind: 'wrong' }
    },

    /** The unused code of a flow that belongs to a link token, expired or not. */
    async find(flowId: string, token: string): Promise<OneTimeCode | undefined> {
      const hash = sha256(token)
      return (await store.ofFlow(flowId)).find((one) => equal(one.hash, hash))
    },

    use: store.use,

    /**
     * Writes as much as a message would be, where none goes, so that the time does not tell. What
     * it writes is good for nothing.
     */
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

    /**
     * Whether one more message may go to this address now; asking counts. It is the same for
     * addresses that nobody has.
     */
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
