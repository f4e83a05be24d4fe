import { message } from '#messages/message.ts'
import type { TermsTrait } from '#schema/terms.ts'
import type { AnchorNode, NodeGroup } from './ui-node.ts'

const suffix = '.text'

/** Where the text of the terms is that a box accepts; nothing where that is not known. */
export function termsLink(
  { name, url, version }: TermsTrait,
  group: NodeGroup,
): readonly AnchorNode[] {
  if (url === undefined) return []
  const title = message('login.read-terms', { version })
  return [{ type: 'a', group, id: name + suffix, href: url, title, messages: [], label: title }]
}

/** Whether a link belongs to a box, and is no way on. */
export const isTermsLink = ({ id }: Pick<AnchorNode, 'id'>): boolean =>
  id.startsWith('traits.') && id.endsWith(suffix)
