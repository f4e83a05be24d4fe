// Liveness and readiness with their reasons, and what the process knows of itself.
import type { Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import type { Rows } from '../routes.ts'
import { healthView } from './view.ts'

export const healthPageRoutes = (
  { facts }: Pick<ConsoleParts, 'facts'>,
  rows: Rows,
): readonly Route[] => [rows.page('/health', () => undefined, facts, healthView)]
