// Edition v0.7: flows for browsers and native apps; login and registration respond with JSON to
// browsers that ask for it.
import type { Edition } from '../edition.ts'
import { commonParts } from '../shared/v0.6-v0.7/assemble.ts'
import { api } from './documents.ts'
import { routes } from './routes.ts'

export const v0_7: Edition = { ...commonParts, name: 'v0.7', api, routes }
