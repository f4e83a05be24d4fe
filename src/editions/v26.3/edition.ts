// Edition v26.3: what was added to v26.2 before it is released.
import { isNotice } from '#courier/courier.ts'
import { defaultRules } from '#rules.ts'
import type { Edition } from '../edition.ts'
import { v26Edition } from '../shared/v26/edition.ts'
import { schemas } from './schemas.ts'
import { manageSessionsRoute } from './session-routes.ts'
import { deleteTestRoute, startTestRoute } from './test-routes.ts'

export const v26_3: Edition = v26Edition({
  name: 'v26.3',
  profile: {
    methods: 'all',
    rules: {
      ...defaultRules,
      loginHintAtProvider: 'is-dropped',
      unfinishedForApps: 'flow-and-code',
      verificationByText: 'has-its-own',
      inactiveAccounts: 'are-told-on-the-form',
      codeForKnownPerson: 'told-as-own',
    },
  },
  moreRoutes: (parts) => ({
    public: [deleteTestRoute(parts)],
    admin: [manageSessionsRoute(parts), startTestRoute(parts)],
  }),
  wording: {
    'login.second-code-sent': {
      id: 1010025,
      text: () => 'A code is on its way to the address of your account. Type it in here.',
    },
    'validation.key-answer': { id: 4000043 },
  },
  moreSchemas: schemas,
  shape: {
    sessions: 'v26.3',
    upstreamProof: true,
    adminMetadataInSessions: true,
    marksCodes: true,
    listsOptions: true,
    exchangesFlows: true,
    knowsTemplate: (type) => !isNotice(type),
  },
})
