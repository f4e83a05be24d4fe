// Links in messages, and what they bring back. A link of these editions is one word: it holds the flow and its token.
import { isUuid } from '../fields.ts'
import { flowsPath } from './paths.ts'

export type LinkTo = (origin: string, kind: 'recovery' | 'verification', to: { readonly flow: string; readonly token: string }) => string

/** The address of a link that leads to a flow below `origin`. */
export const linkTo: LinkTo = (origin, kind, { flow, token }) => {
  const word = wordOf(flow, token)
  return kind === 'recovery' ? `${origin}${flowsPath}/recovery/link?token=${word}` : `${origin}${flowsPath}/verification/email/confirm/${word}`
}

const wordOf = (flowId: string, token: string): string => flowId.replaceAll('-', '') + Buffer.from(token).toString('hex')

/** What is in a word; nothing of use when it was not made here. */
export function readWord(word: string): { readonly flowId: string | undefined; readonly token: string } {
  const hex = /^[0-9a-f]{34,512}$/.test(word) ? word : ''
  const flowId = hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { flowId: isUuid(flowId) ? flowId : undefined, token: Buffer.from(hex.slice(32), 'hex').toString() }
}
