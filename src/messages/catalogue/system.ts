import type { Json } from '#lib/json.ts'
import { error, type Entry, type MessageType } from '../entry.ts'

/** A message that another system has made, with its own id and type. */
export type ForeignMessage = {
  readonly id: number
  readonly type: MessageType
  readonly text: string
  readonly context: { readonly [name: string]: Json } | null
}

const foreign: Entry<ForeignMessage> = {
  id: 0,
  type: 'error',
  text: (f) => f.text,
  context: (f) => f.context ?? undefined,
  foreign: ({ id, type }) => ({ id, type }),
}

export const system = {
  'hook.said': foreign,
  'system.internal': error<{ reason: string }>(
    5000001,
    'Something went wrong on our side. Please try again.',
  ),
  'system.no-method': error(5000002, 'No way to sign in is switched on here.'),
} as const
