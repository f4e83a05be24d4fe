// The console for operators: pages of the admin listener below `/ui`, which work without scripts.
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount, Route } from '#http/route.ts'
import { auditRoutes } from './audit/audit.ts'
import { configurationRoutes } from './configuration/configuration.ts'
import { stylesheetRoute } from './document.ts'
import { refuseConsole } from './error.ts'
import { healthPageRoutes } from './health/health.ts'
import { importPeopleRoutes } from './import-people/import-people.ts'
import { jobsRoutes } from './jobs/jobs.ts'
import { mailboxRoutes } from './mailbox/mailbox.ts'
import { messagesRoutes } from './messages/messages.ts'
import { newPersonRoutes } from './new-person/new-person.ts'
import { operatorsRoutes } from './operators/operators.ts'
import { outboxRoutes } from './outbox/outbox.ts'
import { overviewRoutes } from './overview/overview.ts'
import type { ConsoleParts } from './parts.ts'
import { peopleRoutes } from './people/people.ts'
import { activityRoutes } from './person/activity/activity.ts'
import { personMessagesRoutes } from './person/messages/messages.ts'
import { impersonationRoutes } from './person/impersonation.ts'
import { personRoutes } from './person/person.ts'
import { providersRoutes } from './providers/providers.ts'
import { consolePath, createRows } from './routes.ts'
import { schemasRoutes } from './schemas/schemas.ts'
import { script } from './script.ts'
import { signInRoutes } from './sign-in/sign-in.ts'
import { sessionsRoutes } from './sessions/sessions.ts'
import { shieldRoutes } from './shield/shield.ts'

/** The mount of the console. */
export function createConsole(parts: ConsoleParts): Mount {
  const { adminUrl } = parts.settings()
  return {
    prefix: consolePath,
    routes: consoleRoutes(parts),
    cookies: cookiesAt(adminUrl),
    baseUrl: adminUrl + consolePath,
    variesByCookie: true,
    refuse: refuseConsole(parts),
  }
}

/** Every page and form of the console. */
function consoleRoutes(parts: ConsoleParts): readonly Route[] {
  const rows = createRows(parts)
  return [
    stylesheetRoute,
    script.route,
    ...signInRoutes(parts, rows),
    ...overviewRoutes(parts, rows),
    ...peopleRoutes(parts, rows),
    ...newPersonRoutes(parts, rows),
    ...importPeopleRoutes(parts, rows),
    ...personRoutes(parts, rows),
    ...impersonationRoutes(parts, rows),
    ...activityRoutes(parts, rows),
    ...personMessagesRoutes(parts, rows),
    ...jobsRoutes(parts, rows),
    ...sessionsRoutes(parts, rows),
    ...messagesRoutes(parts, rows),
    ...mailboxRoutes(parts, rows),
    ...outboxRoutes(parts, rows),
    ...shieldRoutes(parts, rows),
    ...schemasRoutes(parts, rows),
    ...providersRoutes(parts, rows),
    ...configurationRoutes(parts, rows),
    ...healthPageRoutes(parts, rows),
    ...auditRoutes(parts, rows),
    ...operatorsRoutes(parts, rows),
  ]
}

const cookiePrefix = 'pallas_console_'
/** The cookie with the token of an operator's session. */
export const consoleSessionCookie = `${cookiePrefix}session`

/**
 * The cookies of the console: of forms, of the session, and of a sign-in that has begun, with which
 * the public pages lead back. The last one is named, since a mount names all, but never set. Cookies
 * of a host are shared by all its ports, so that each has a name of its own.
 */
function cookiesAt(adminUrl: string): CookieSettings {
  const cookie = (name: string) => ({
    name: cookiePrefix + name,
    domain: undefined,
    path: '/',
    sameSite: 'Strict' as const,
    secure: adminUrl.startsWith('https:'),
  })
  return {
    csrf: cookie('csrf'),
    session: { ...cookie('session'), name: consoleSessionCookie, persistent: false },
    // NOTE public pages of another site lead back, too
    continuity: { ...cookie('sign_in'), sameSite: 'Lax' },
    remembered: cookie('remembered'),
  }
}
