import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { Rules } from '#rules.ts'
import { noNotes, type Flow } from './flow.ts'
import { returnAfter, type After, type ReturnSettings } from './flow-settings.ts'

/**
 * Backslashes, tabs, line ends and other control characters, which browsers drop or read as other
 * characters.
 */
const misreadByBrowsers = /[\u0000-\u0020\u007f\\]/

const forbidden = () =>
  new Refusal('bad-request', {
    id: 'self_service_flow_return_to_forbidden',
    reason: 'The return_to address is not on the list of allowed addresses.',
  })

/**
 * Answers `returnTo` unchanged when it is allowed; throws Refusal otherwise. It is compared as
 * browsers read it: equal scheme, host and port, and a path that begins with the allowed one in
 * whole segments, after `.` and `..` are resolved. A relative address has the scheme and host of
 * the default address.
 */
export function checkReturnTo(
  returnTo: string | undefined,
  settings: ReturnSettings,
): string | undefined {
  if (returnTo === undefined || returnTo === '') return undefined
  if (misreadByBrowsers.test(returnTo)) throw forbidden()
  // NOTE an address without a scheme is a path, from the root
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(returnTo)?.[1]?.toLowerCase()
  if (scheme !== undefined && !/^[a-z][a-z0-9+.-]*:\/\//i.test(returnTo)) throw forbidden()
  if (scheme === undefined && !returnTo.startsWith('/')) throw forbidden()
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
 * The requested address, checked now, or where the rules say so only when it is used. Throws
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
 * Where a browser goes for which no flow is opened: the requested address if it is allowed,
 * otherwise the default.
 */
export function returnUrlWithoutFlow(
  returnTo: string | undefined,
  settings: ReturnSettings,
): string {
  return absoluteReturnTo(stillAllowed(returnTo, settings) ?? settings.defaultReturnUrl, settings)
}

/**
 * The flow with a message that its requested return address is not allowed; undefined when it is,
 * or none was requested.
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
  const notice = message('validation.generic', because('not-sent-on'))
  return { ...flow, form: { ...noNotes, messages: [notice] } }
}

/** The address, or undefined when it is not allowed any more. */
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
 * Where the browser goes after a flow: to the requested address while that is allowed, otherwise as
 * configured for the kind of flow and the method.
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

/** The absolute address: relative ones are completed by the default address. */
export function absoluteReturnTo(returnTo: string, settings: ReturnSettings): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(returnTo)
    ? returnTo
    : new URL(returnTo, settings.defaultReturnUrl).href
}

const parsed = new Map<string, URL | undefined>()

/** As published, `*.example.org` stands for every host below, at any depth, and not for itself. */
const coversHost = (allowed: string, host: string): boolean =>
  allowed === host ||
  (allowed.startsWith('*.') &&
    host.endsWith(allowed.slice(1)) &&
    host.length >= allowed.length &&
    !/^\.|\.\./.test(host))

function covers(allowed: string, url: URL): boolean {
  if (!parsed.has(allowed))
    parsed.set(allowed, URL.canParse(allowed) ? new URL(allowed) : undefined)
  const base = parsed.get(allowed)
  if (!base || base.protocol !== url.protocol || !coversHost(base.host, url.host)) return false
  const prefix = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  return url.pathname === base.pathname || url.pathname.startsWith(prefix)
}
