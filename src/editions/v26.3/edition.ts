// Edition v26.3: what was added to v26.2 before it is released.
import { isNotice } from '#courier/courier.ts'
import { defaultRules } from '#rules.ts'
import type { Edition } from '../edition.ts'
import { v26Edition } from '../shared/v26/edition.ts'
import { shapeOfV26_2, type Shape } from '../shared/v26/shape.ts'

const shape: Shape = {
  ...shapeOfV26_2,
  marksCodes: true,
  listsOptions: true,
  knowsTemplate: (type) => !isNotice(type),
}

export const v26_3: Edition = v26Edition({
  name: 'v26.3',
  shape,
  profile: {
    methods: 'all',
    rules: {
      ...defaultRules,
      verificationByText: 'has-its-own',
      inactiveAccounts: 'are-told-on-the-form',
      codeForKnownPerson: 'told-as-own',
    },
  },
})
