// A readable name for a device, from its User-Agent header.

// NOTE the order matters: most browsers also contain the names of the browsers they derive from
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

const nameIn = (all: readonly (readonly [RegExp, string])[], text: string) =>
  all.find(([pattern]) => pattern.test(text))?.[1]

/**
 * Browser and system, put together by `join`. For a program that is no browser, the name it gives
 * itself; undefined when it gives none.
 */
export function deviceName<T = string>(
  userAgent: string,
  join: (browser: string, system: string) => T,
): T | string | undefined {
  const browser = nameIn(browsers, userAgent),
    system = nameIn(systems, userAgent)
  if (browser !== undefined && system !== undefined) return join(browser, system)
  const own = /^[\w .+-]{1,40}/.exec(userAgent)?.[0].trim()
  return browser ?? system ?? (own === '' ? undefined : own)
}

/** Of the longest header that is looked at. */
const longest = 512

/** What was found last, since most requests are of few programs. */
const known = new Map<string, string | undefined>()
const mostKnown = 200

/**
 * Browser and system as they are stored, `Firefox/Linux`; of a program that is no browser the name
 * that it gives itself. Undefined where nothing is known.
 */
export function deviceKind(userAgent: string): string | undefined {
  const text = userAgent.slice(0, longest)
  if (known.has(text)) return known.get(text)
  const kind = deviceName(text, (browser, system) => `${browser}/${system}`)
  if (known.size >= mostKnown) known.clear()
  known.set(text, kind)
  return kind
}

/** What `deviceKind` has stored, with browser and system put together by `join`. */
export function ofDeviceKind(
  kind: string,
  join: (browser: string, system: string) => string,
): string {
  const [browser, system] = kind.split('/', 2)
  return browser !== undefined && system !== undefined ? join(browser, system) : kind
}
