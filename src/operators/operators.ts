// People with an account here who look after others, each with a role.
import { actorFactsNow, actorNow, recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import { canonical } from '#schema/canonical.ts'
import type { Access } from './access.ts'
import type { Operator, OperatorStore } from './operator-store.ts'
import { mayDo, roleIn, type Role } from './role.ts'

export type Operators = {
  /** Undefined: somebody like everybody else. */
  roleOf(identityId: string): Promise<Role | undefined>
  list(): Promise<readonly Operator[]>
  /**
   * The id of an identity, by itself or by an address that is confirmed. Throws Refusal: `not-found`,
   * `conflict` for an address that is not confirmed.
   */
  identityIdOf(idOrAddress: string): Promise<string>
  /**
   * Gives an identity a role, in place of one that it has. Throws Refusal: `not-found` for an unknown
   * identity, `conflict` where an operator would take the role from the last administrator.
   */
  add(input: { readonly identityId: string; readonly role: Role }): Promise<Operator>
  /** Throws Refusal: `not-found` for who is none, `conflict` as `add`. */
  remove(input: { readonly identityId: string }): Promise<{ readonly kind: 'done' }>
  /**
   * To be called before somebody is given what lets them sign in as this identity. Throws
   * Refusal('forbidden') where it has a greater role than they have.
   */
  guardTakeOver(identityId: string): Promise<void>
}

export function createOperators({
  store,
  identities,
  access,
  clock,
}: {
  readonly store: OperatorStore
  readonly identities: Pick<IdentityStore, 'find' | 'findByAddress'>
  readonly access: Pick<Access, 'added'>
  readonly clock: Clock
}): Operators {
  /** NOTE tokens and commands may, for whoever has them can name another one */
  async function keepLastAdmin(identityId: string): Promise<void> {
    if (actorFactsNow().kind !== 'operator') return
    const admins = await store.lockAllWith('admin')
    if (admins.length === 1 && admins[0] === identityId)
      throw new Refusal('conflict', {
        id: 'last_admin_operator',
        reason:
          'This is the last operator with the role admin. Give somebody else this role before.',
      })
  }

  const roleOf = async (identityId: string) => (await store.find(identityId))?.role

  return {
    roleOf,
    list: store.list,
    async identityIdOf(idOrAddress) {
      const value = canonical(idOrAddress)
      if (isUuid(value)) return value
      const account = await identities.findByAddress('verifiable', value)
      if (!account)
        throw new Refusal('not-found', {
          reason: 'Nobody has this address. Give the id of an identity.',
        })
      const { id, verifiableAddresses } = account.identity
      // NOTE whoever signs up with the address of somebody else, and cannot confirm it, gets no role
      if (!verifiableAddresses.some((one) => one.value === value && one.verified))
        throw new Refusal('conflict', {
          reason: `This address is not confirmed. If it is the right person, give the id: ${id}`,
        })
      return id
    },
    async add({ identityId, role }) {
      if (!(await identities.find(identityId)))
        throw new Refusal('not-found', { reason: 'There is no identity with this id.' })
      const operator = { identityId, role, createdAt: clock(), createdBy: actorNow() }
      const stored = await recorded(
        async () => {
          if (role !== 'admin') await keepLastAdmin(identityId)
          const before = await store.find(identityId)
          if (before?.role === role) return { operator: before, isNew: false }
          await store.put(operator)
          return { operator, isNew: true }
        },
        ({ isNew }) =>
          isNew
            ? {
                action: 'operator.added',
                target: { kind: 'identity', id: identityId },
                fields: [`roles.${role}`],
              }
            : undefined,
      )
      access.added()
      return stored.operator
    },
    async remove({ identityId }) {
      const removed = await recorded(
        async () => {
          await keepLastAdmin(identityId)
          return store.remove(identityId)
        },
        (was) =>
          was
            ? { action: 'operator.removed', target: { kind: 'identity', id: identityId } }
            : undefined,
      )
      if (!removed)
        throw new Refusal('not-found', { reason: 'There is no operator with this identity.' })
      return { kind: 'done' }
    },
    async guardTakeOver(identityId) {
      const own = roleIn(actorFactsNow().right)
      if (own === undefined || own === 'admin') return
      const role = await roleOf(identityId)
      if (role !== undefined && !mayDo(own, role))
        throw new Refusal('forbidden', {
          id: 'role_required',
          reason: `This is the account of an operator, which needs the role ${role}.`,
        })
    },
  }
}
