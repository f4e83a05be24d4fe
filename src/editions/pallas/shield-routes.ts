// Admin routes for what is held against an account, an address or a network.
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import { json, nothing } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { ShieldQuery, ShieldState } from '#identity/shield-administration.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { isUuid } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'

const kinds = [
  'account',
  'code',
  'second-factor',
  'network',
  'recipient',
  'resend',
  'network-messages',
] as const
const integer = { type: 'integer' }
const state = object({
  held: list(
    object({ kind: choice(...kinds), spent: integer, tries: integer, refill_seconds: integer }),
  ),
  'known_devices?': integer,
})
const query = { identity_id: text, address: text, network: text }
const error = ref('errorGeneric')

/** The routes of the shield. */
export const shieldRoutes = ({
  shieldAdministration: shield,
}: Pick<Core, 'shieldAdministration'>): readonly Route[] => [
  route('GET', '/shield', readQuery, shield.find, (found) => json(200, present(found)), {
    document: {
      id: 'getShieldState',
      summary: 'What is held against an account, an address or a client network',
      tag: 'shield',
      query,
      responses: { 200: state, 400: error, 404: error },
    },
  }),
  route('DELETE', '/shield', readQuery, shield.clear, () => nothing(204), {
    role: 'support',
    document: {
      id: 'clearShieldState',
      summary: 'Give an account, an address or a client network all its tries back',
      tag: 'shield',
      query,
      responses: { 204: 'Cleared', 400: error, 404: error },
    },
  }),
]

/** Throws Refusal unless just one of the three is given. */
function readQuery(request: Request): ShieldQuery {
  const [identityId, address, network] = (['identity_id', 'address', 'network'] as const).map(
    (name) => queryValue(request, name) || undefined,
  )
  const given = [identityId, address, network].filter((one) => one !== undefined)
  if (given.length !== 1 || (identityId !== undefined && !isUuid(identityId)))
    throw new Refusal('bad-request', {
      reason: 'Exactly one of identity_id (a UUID), address and network must be given.',
    })
  if (identityId !== undefined) return { identityId }
  return address !== undefined ? { address } : { network: network ?? '' }
}

const present = ({ held, devices }: ShieldState) => ({
  held: held.map(({ refillMs, ...one }) => ({
    ...one,
    refill_seconds: Math.ceil(refillMs / 1000),
  })),
  ...(devices === undefined ? {} : { known_devices: devices }),
})
