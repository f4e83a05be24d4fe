// Edition v26.3: what was added to v26.2 before it is released.
import { defaultRules } from '#rules.ts'
import { isNotice } from '#courier/courier.ts'
import type { Edition } from '../edition.ts'
import { v26Edition } from '../shared/v26/edition.ts'

export const v26_3: Edition = v26Edition({
  name: 'v26.3',
  profile: {
    methods: 'all',
    rules: {
      ...defaultRules,
      loginHintAtProvider: 'is-dropped',
      unfinishedForApps: 'flow-and-code',
    },
  },
  shape: {
    sessions: 'v26.3',
    upstreamProof: true,
    adminMetadataInSessions: true,
    knowsTemplate: (type) => !isNotice(type),
  },
})
