// Domains below which anybody can have a name, so that a wildcard below them covers strangers.
import { createRequire } from 'node:module'
import type * as Tldts from 'tldts'

const require = createRequire(import.meta.url)

/**
 * Whether anybody can have a name below this domain, by the Public Suffix List
 * (https://publicsuffix.org), what hosts give to their customers included.
 */
export function isPublicSuffix(domain: string): boolean {
  const name = domain.toLowerCase().replace(/\.$/, '')
  // NOTE names below `localhost` are of this machine (RFC 6761, section 6.3)
  if (name === 'localhost') return false
  // NOTE the list is large, and few configurations have a wildcard
  const { getPublicSuffix } = require('tldts') as typeof Tldts
  return getPublicSuffix(name, { allowPrivateDomains: true }) === name
}
