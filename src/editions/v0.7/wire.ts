// The JSON of v0.7 where it differs from v0.6.
import type { WireAddress } from '../shared/v0.6-v0.7/wire.ts'

export type WireVerifiableAddress = WireAddress & {
  readonly verified: boolean
  readonly status: string
  readonly verified_at?: string
}
