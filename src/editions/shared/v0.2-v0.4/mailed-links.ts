// Links in messages, and what they bring back. A link of these editions is one word: it holds the
// flow and its token.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { nothing, type Reply } from '#http/reply.ts'
import type { Route } from '#http/route.ts'
import type { EditionLinks } from '../../edition.ts'
import { isUuid } from '../fields.ts'
import { flowsPath } from './paths.ts'

/** The address of a link that leads to a flow below `origin`. */
export const messageLink: EditionLinks['message'] = (origin, kind, { flow = '', token = '' }) => {
  const word = wordOf(flow, token)
  return kind === 'recovery'
    ? `${origin}${flowsPath}/recovery/link?token=${word}`
    : `${origin}${flowsPath}/verification/email/confirm/${word}`
}

const wordOf = (flowId: string, token: string): string =>
  flowId.replaceAll('-', '') + Buffer.from(token).toString('hex')

/** What is in a word; nothing of use when it was not made here. */
export function readWord(word: string): {
  readonly flowId: string | undefined
  readonly token: string
} {
  const hex = /^[0-9a-f]{34,512}$/.test(word) ? word : ''
  const flowId = hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return {
    flowId: isUuid(flowId) ? flowId : undefined,
    token: Buffer.from(hex.slice(32), 'hex').toString(),
  }
}

type Opened = {
  readonly flowId: string | undefined
  readonly token: string
  readonly code: undefined
}

/**
 * Opens what a word leads to; one that leads nowhere, for it was not made here or its flow is gone,
 * is lost.
 */
export const opening =
  <A, B>({
    open,
    unknownLink,
  }: {
    open(input: Opened, caller: Caller): Promise<A>
    unknownLink(input: unknown, caller: Caller): Promise<B>
  }) =>
  async (word: string, caller: Caller): Promise<A | B> => {
    const { flowId, token } = readWord(word)
    if (flowId === undefined) return unknownLink(undefined, caller)
    try {
      return await open({ flowId, token, code: undefined }, caller)
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-found')
        return unknownLink(undefined, caller)
      throw error
    }
  }

/** Looking at a mailed link, as programs do that show what is behind it, does nothing. */
export const lookedAt = (path: string): Route => ({
  methods: ['HEAD'],
  path,
  options: {},
  handle: (): Reply => nothing(200),
})
