// Edition v26.3: what was added to v26.2 before it is released.
import type { Edition } from '../edition.ts'
import { v26Edition } from '../shared/v26/edition.ts'

export const v26_3: Edition = v26Edition({ name: 'v26.3' })
