// Edition v0.6: redirects for browsers, JSON for native apps.
import type { Edition } from '../edition.ts'
import { commonParts } from '../shared/v0.6-v0.7/assemble.ts'
import { api } from './documents.ts'
import { routes } from './routes.ts'

export const v0_6: Edition = { ...commonParts, name: 'v0.6', api, routes }
