import { toRfc3339 } from '#lib/time.ts'
import type { DataPart } from '../part.ts'

/** Browsers on which the second factor need not be given again. */
export const rememberedDevices: DataPart = {
  name: 'remembered_devices',
  tables: ['remembered'],
  one: async ({ account: { identity } }, { remembered }) =>
    (await remembered.list(identity.id)).map(({ id, proof, userAgent, createdAt, expiresAt }) => ({
      id,
      method: proof.method,
      user_agent: userAgent,
      created_at: toRfc3339(createdAt),
      expires_at: toRfc3339(expiresAt),
    })),
}
