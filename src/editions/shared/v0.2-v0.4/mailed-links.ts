// Links in messages. In v0.2 and v0.4 a link carries one hexadecimal token that holds both the flow
// id and the flow's secret token.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { EditionLinks } from '../../edition.ts'
import { isUuid } from '../fields.ts'
import { flowsPath } from './paths.ts'

/** The URL of a link in a message, below `origin`. */
export const messageLink: EditionLinks['message'] = (origin, kind, { flow = '', token = '' }) => {
  const linkToken = encodeLinkToken(flow, token)
  return kind === 'recovery'
    ? `${origin}${flowsPath}/recovery/link?token=${linkToken}`
    : `${origin}${flowsPath}/verification/email/confirm/${linkToken}`
}

const encodeLinkToken = (flowId: string, token: string): string =>
  flowId.replaceAll('-', '') + Buffer.from(token).toString('hex')

/** Decodes a link token. `flowId` is undefined when the token was not made by this server. */
export function decodeLinkToken(linkToken: string): {
  readonly flowId: string | undefined
  readonly token: string
} {
  const hex = /^[0-9a-f]{34,512}$/.test(linkToken) ? linkToken : ''
  const flowId = hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return {
    flowId: isUuid(flowId) ? flowId : undefined,
    token: Buffer.from(hex.slice(32), 'hex').toString(),
  }
}

type LinkInput = {
  readonly flowId: string | undefined
  readonly token: string
  readonly code: undefined
}

/**
 * Opens the flow of a link. A link whose token is malformed or whose flow no longer exists is
 * treated as unknown.
 */
export const openLink =
  <A, B>({
    open,
    unknownLink,
  }: {
    open(input: LinkInput, caller: Caller): Promise<A>
    unknownLink(input: unknown, caller: Caller): Promise<B>
  }) =>
  async (linkToken: string, caller: Caller): Promise<A | B> => {
    const { flowId, token } = decodeLinkToken(linkToken)
    if (flowId === undefined) return unknownLink(undefined, caller)
    try {
      return await open({ flowId, token, code: undefined }, caller)
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-found')
        return unknownLink(undefined, caller)
      throw error
    }
  }
