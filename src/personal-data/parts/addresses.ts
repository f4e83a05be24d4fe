import { toRfc3339 } from '#lib/time.ts'
import type { DataPart } from '../part.ts'

/** Since when each address is known, and for what. */
export const addresses: DataPart = {
  name: 'addresses',
  tables: ['identities'],
  one: async ({ account: { identity } }) => [
    ...identity.verifiableAddresses.map(({ value, via, verified, verifiedAt, ...times }) => ({
      value,
      via,
      use: 'verification',
      verified,
      ...(verifiedAt === undefined ? {} : { verified_at: toRfc3339(verifiedAt) }),
      ...since(times),
    })),
    ...identity.recoveryAddresses.map(({ value, via, ...times }) => ({
      value,
      via,
      use: 'recovery',
      ...since(times),
    })),
  ],
}

const since = ({
  createdAt,
  updatedAt,
}: {
  readonly createdAt: number
  readonly updatedAt: number
}) => ({ created_at: toRfc3339(createdAt), updated_at: toRfc3339(updatedAt) })
