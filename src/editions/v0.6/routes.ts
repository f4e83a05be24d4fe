// Where the operations of edition v0.6 live.
import type { Route } from '#http/route.ts'
import { adminRows, type AdminRowParts } from '../shared/first-flows/admin-rows.ts'
import { publicRows, type PublicRowParts } from '../shared/first-flows/public-rows.ts'
import { document } from './documents.ts'
import { readUpdate } from './read.ts'

export const publicRoutes = (parts: Omit<PublicRowParts, 'document'>): readonly Route[] => publicRows({ ...parts, document })

export const adminRoutes = (parts: Omit<AdminRowParts, 'document' | 'readUpdate'>): readonly Route[] => adminRows({ ...parts, document, readUpdate })
