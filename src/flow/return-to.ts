import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import { noNotes, type Flow } from './flow.ts'
import { returnAfter, type After, type ReturnSettings } from './flow-settings.ts'

/**
 * Backslashes, tabs, line ends and other control characters: browsers read them otherwise than they
 * look.
 */
const treacherous = /[\u0000-\u0020\u007f\\]/

const forbidden = () =>
  new Refusal('bad-request', {
    id: 'self_service_flow_return_to_forbidden',
    reason: 'The return_to address is not on the list of allowed addresses.',
  })

/**
 * Answers `returnTo` as it was given when it may be returned to; throws Refusal otherwise. It is
 * compared as browsers understand it: scheme, host and port equal, then the path by whole segments
 * once `.` and `..` are resolved. A missing scheme and host are those of the default address.
 */
export function checkReturnTo(
  returnTo: string | undefined,
  settings: ReturnSettings,
): string | undefined {
  if (returnTo === undefined || returnTo === '') return undefined
  if (treacherous.test(returnTo)) throw forbidden()
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(returnTo)?.[1]?.toLowerCase()
  if (scheme !== undefined && !/^[a-z][a-z0-9+.-]*:\/\//i.test(returnTo)) throw forbidden()
  let url: URL
  try {
    url = new URL(returnTo, settings.defaultReturnUrl)
  } catch (cause) {
    throw new Refusal('bad-request', { reason: 'The return_to address cannot be read.', cause })
  }
  if (url.username !== '' || url.password !== '') throw forbidden()
  const allowed = [settings.defaultReturnUrl, ...settings.allowedReturnUrls]
  if (!allowed.some((one) => covers(one, url))) throw forbidden()
  return returnTo
}

/**
 * The address asked for, checked now or, where the rules say so, only when it is used. Throws
 * Refusal.
 */
export function readReturnTo(
  returnTo: string | undefined,
  settings: ReturnSettings,
  rules: Pick<Rules, 'returnToCheckedAt'>,
): string | undefined {
  return rules.returnToCheckedAt === 'start'
    ? checkReturnTo(returnTo, settings)
    : returnTo || undefined
}

/**
 * Where somebody is sent who need not go through a flow: the address asked for if it is allowed,
 * else home.
 */
export function returnUrlWithoutFlow(
  returnTo: string | undefined,
  settings: ReturnSettings,
): string {
  return absoluteReturnTo(stillAllowed(returnTo, settings) ?? settings.defaultReturnUrl, settings)
}

/**
 * The flow with word that it asked to send the person to an address that is not allowed; undefined
 * when it did not.
 */
export function returnToRefused(
  flow: Flow,
  settings: ReturnSettings,
  rules: Pick<Rules, 'returnToCheckedAt'>,
): Flow | undefined {
  if (
    rules.returnToCheckedAt === 'start' ||
    flow.returnTo === undefined ||
    stillAllowed(flow.returnTo, settings) !== undefined
  )
    return undefined
  const notice = message('validation.generic', {
    reason:
      'This worked, but you cannot be sent on: the return_to address is not on the list of allowed addresses.',
  })
  return { ...flow, form: { ...noNotes, messages: [notice] } }
}

/** A return address that is not allowed any more is left out. */
export function stillAllowed(
  returnTo: string | undefined,
  settings: ReturnSettings,
): string | undefined {
  try {
    return checkReturnTo(returnTo, settings)
  } catch {
    return undefined
  }
}

/**
 * Where a flow ends: where it was told to, while that is allowed, else where the settings of its
 * kind and method lead.
 */
export function returnUrlOf(
  flow: { readonly returnTo: string | undefined },
  after: After,
  method: string,
  returns: ReturnSettings,
): string {
  const wanted = stillAllowed(flow.returnTo, returns)
  return wanted === undefined
    ? returnAfter(after, method, returns.defaultReturnUrl)
    : absoluteReturnTo(wanted, returns)
}

/** As an address to redirect to: relative ones are completed by the default address. */
export function absoluteReturnTo(returnTo: string, settings: ReturnSettings): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(returnTo)
    ? returnTo
    : new URL(returnTo, settings.defaultReturnUrl).href
}

const parsed = new Map<string, URL | undefined>()

function covers(allowed: string, url: URL): boolean {
  if (!parsed.has(allowed))
    parsed.set(allowed, URL.canParse(allowed) ? new URL(allowed) : undefined)
  const base = parsed.get(allowed)
  if (!base || base.protocol !== url.protocol || base.host !== url.host) return false
  const prefix = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  return url.pathname === base.pathname || url.pathname.startsWith(prefix)
}
