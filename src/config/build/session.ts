import type { Config, CookieSettings } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import { ms, type Plan } from './plan.ts'

/** Cookies are Secure, except in development and where configured otherwise. */
export function cookies(input: Settings['cookies'], plan: Plan): CookieSettings {
  return checked(
    {
      domain: input.domain,
      path: input.path,
      sameSite: input.same_site,
      secure: truth(input.secure) ?? !plan.dev,
    },
    ['cookies'],
    plan,
  )
}

/** Settings that the session cookie lacks are those of the other cookies. */
export function session(
  input: Settings['session'],
  others: CookieSettings,
  plan: Plan,
): Config['session'] {
  const { name, persistent, domain, path, same_site, secure } = input.cookie
  const extend = input.earliest_possible_extend
  const cookie = {
    domain: domain ?? others.domain,
    path: path ?? others.path,
    sameSite: same_site ?? others.sameSite,
    secure: truth(secure) ?? others.secure,
  }
  checkName(name, cookie, plan)
  return {
    lifespanMs: ms(input.lifespan),
    earliestPossibleExtendMs: extend === 'lifespan' ? undefined : ms(extend),
    whoamiRequiredAal: input.whoami.required_aal,
    cookie: { name, persistent, ...checked(cookie, ['session', 'cookie'], plan) },
    tokenizer: Object.fromEntries(
      Object.entries(input.whoami.tokenizer.templates).map(
        ([template, { jwks_url, ttl, claims_mapper_url, subject_source }]) => [
          template,
          {
            ttlMs: ttlOf(template, ttl, plan),
            jwksUrl: jwks_url,
            claimsMapperUrl: claims_mapper_url,
            subjectSource: subject_source,
          },
        ],
      ),
    ),
  }
}

/** NOTE as the published server does it, although its document names a minute. */
function ttlOf(template: string, ttl: string | undefined, { warn }: Plan): number {
  if (ttl !== undefined) return ms(ttl)
  warn(
    ['session', 'whoami', 'tokenizer', 'templates', template, 'ttl'],
    `session.whoami.tokenizer.templates.${template}.ttl is not set: its tokens end at once`,
  )
  return 0
}

const truth = (input: boolean | 'true' | 'false' | undefined) =>
  input === undefined ? undefined : String(input) === 'true'

function checked(cookie: CookieSettings, where: readonly string[], plan: Plan): CookieSettings {
  if (!cookie.secure && !plan.dev)
    plan.warn(
      [...where, 'secure'],
      `${where.join('.')}.secure is off: cookies travel unencrypted`,
      'risk',
    )
  if (!cookie.secure && cookie.sameSite === 'None')
    plan.warn(
      [...where, 'same_site'],
      `${where.join('.')}.same_site None without secure: browsers refuse such cookies`,
    )
  return cookie
}

/** Cookie prefixes: what __Host- and __Secure- require (RFC 6265bis, section 4.1.3). */
function checkName(name: string, { domain, path, secure }: CookieSettings, plan: Plan): void {
  const at = ['session', 'cookie', 'name']
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    plan.fault(at, 'holds characters that a cookie name must not have')
  if (/^__Host-/i.test(name) && (!secure || domain !== undefined || path !== '/'))
    plan.fault(
      at,
      'begins with __Host-, which needs a secure cookie with path / and without a domain',
    )
  if (/^__Secure-/i.test(name) && !secure)
    plan.fault(at, 'begins with __Secure-, which needs a secure cookie')
}
