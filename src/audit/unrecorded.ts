// For tests of parts that record: what they do is recorded nowhere.
import { actingAs } from './record.ts'

export const unrecorded = <T>(work: () => T): T =>
  actingAs(
    {
      trail: {
        record: async () => undefined,
        transact: (inside) => inside(),
        recordLater: () => undefined,
        settle: async () => undefined,
      },
      actor: { kind: 'anonymous', right: 'none' },
      client: undefined,
      requestId: undefined,
    },
    work,
  )
