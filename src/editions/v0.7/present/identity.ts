import { toRfc3339 } from '#lib/time.ts'
import {
  identityWith,
  presentAddress,
  type PresentIdentity,
} from '../../shared/v0.6-v0.7/identity.ts'
import type { WireVerifiableAddress } from '../wire.ts'

/** The published client rejects unknown keys and null times, so absent values are left out. */
export const presentIdentity: PresentIdentity<WireVerifiableAddress> = identityWith((address) => ({
  ...presentAddress(address),
  verified: address.verified,
  status: address.status,
  ...(address.verifiedAt === undefined ? {} : { verified_at: toRfc3339(address.verifiedAt) }),
}))
