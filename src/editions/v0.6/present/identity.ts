import { toRfc3339 } from '#lib/time.ts'
import {
  identityWith,
  presentAddress,
  type PresentIdentity,
} from '../../shared/v0.6-v0.7/identity.ts'
import type { WireVerifiableAddress } from '../wire.ts'

export const presentIdentity: PresentIdentity<WireVerifiableAddress> = identityWith((address) => ({
  ...presentAddress(address),
  verified: address.verified,
  status: address.status,
  verified_at: address.verifiedAt === undefined ? null : toRfc3339(address.verifiedAt),
}))
