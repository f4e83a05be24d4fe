// Edition v26.2.
import type { Edition } from '../edition.ts'
import { v26Edition } from '../shared/v26/edition.ts'

export const v26_2: Edition = v26Edition({ name: 'v26.2', defaultPlaces: ['root'] })
