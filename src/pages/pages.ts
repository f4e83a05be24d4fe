// The built-in pages, for installations without a user interface of their own.
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'
import { activityRoute } from './activity.ts'
import { assetRoutes } from './assets.ts'
import { cancelResetRoutes } from './cancel-reset.ts'
import { consoleSignInRoutes } from './console-sign-in.ts'
import { downloadDataRoutes } from './download-data.ts'
import { endSessionRoutes } from './end-session.ts'
import { flowRoute } from './flow-page.ts'
import { forgetAddressRoute } from './kept.ts'
import { leaveRoutes } from './leave.ts'
import { loginPage } from './login.ts'
import { notMeRoutes } from './not-me.ts'
import type { PagesParts } from './parts.ts'
import { errorRoute } from './error-page.ts'
import { personalDataRoutes } from './personal-data.ts'
import { recoveryPage } from './recovery.ts'
import { createPagesRefuse } from './refuse.ts'
import { previewRoutes } from './preview/preview.ts'
import { registrationPage } from './registration.ts'
import { supportSessionRoutes } from './support-session.ts'
import { sessionsRoutes } from './sessions.ts'
import { rootRoutes } from './root.ts'
import { settingsPage } from './settings.ts'
import { themeRoute } from './theme/route.ts'
import { verificationPage } from './verification.ts'
import { welcomeRoute } from './welcome.ts'

/**
 * `place` has the cookies of the edition whose flows are shown, and the base URL of the public
 * listener.
 */
export function createPages(
  parts: PagesParts,
  place: { readonly cookies: CookieSettings; readonly baseUrl: string },
): Mount {
  const { recovery, verification } = parts.core
  const flows = [
    loginPage(parts.core),
    registrationPage(parts.core),
    settingsPage(parts.core),
    recoveryPage(recovery),
    verificationPage(verification),
  ]
  return {
    ...place,
    prefix: '',
    routes: [
      ...flows.map((page) => flowRoute(parts, page)),
      forgetAddressRoute(parts),
      welcomeRoute(parts),
      ...sessionsRoutes(parts),
      activityRoute(parts),
      ...notMeRoutes(parts),
      ...personalDataRoutes(parts),
      ...downloadDataRoutes(parts),
      ...endSessionRoutes(parts),
      ...cancelResetRoutes(parts),
      ...leaveRoutes(parts),
      ...consoleSignInRoutes(parts),
      ...supportSessionRoutes(parts),
      errorRoute(parts),
      ...assetRoutes,
      themeRoute(parts),
      ...previewRoutes(parts),
      ...rootRoutes(parts),
    ],
    refuse: createPagesRefuse(parts),
    variesByCookie: true,
  }
}
