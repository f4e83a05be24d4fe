// Recovery that an administrator begins: a code or a link to be given to the person.
import { record } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { handedOutEntry, sentRecoveryEntry } from '#identity/audit-entries.ts'
import { unknownIdentity } from '#identity/change.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Operators } from '#operators/operators.ts'
import type { Caller } from '../caller.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { ReturnSettings } from '../flow-settings.ts'
import { guardEnabled, type Transact } from '../mailed-flow.ts'
import type { Method } from '../method.ts'
import { mailCall } from '../replace.ts'
import { checkReturnTo } from '../return-to.ts'
import { newFlow } from '../start.ts'
import type { FlowParts } from '../steps.ts'
import type { RecoverySettings } from './parts.ts'

export type RecoveryAdministrationParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly identities: Pick<IdentityStore, 'find'>
  readonly settings: () => RecoverySettings
  readonly returns: () => ReturnSettings
  readonly transact: Transact
  readonly events: Events
  readonly guardTakeOver: Operators['guardTakeOver']
}

export type HandOut = {
  readonly identityId: string
  /** Undefined: as long as a recovery flow usually is. */
  readonly lifespanMs: number | undefined
  readonly type: FlowType
  readonly returnTo: string | undefined
  /** The requested URL, as clients know it. */
  readonly requestUrl: string
}

export type HandedOut = {
  readonly kind: 'handed-out'
  readonly flow: Flow
  readonly secret: string
  readonly expiresAt: Timestamp
}

export type SendRecovery = {
  readonly id: string
  /** The URL of the public listener, with which the link in the message begins. */
  readonly publicUrl: string
}

export type RecoveryAdministration = {
  code(input: HandOut, caller: Caller): Promise<HandedOut>
  link(input: HandOut, caller: Caller): Promise<HandedOut>
  /**
   * Sends a recovery link to the first address for recovery; answers the address. Throws Refusal
   * where recovery by link is switched off, for an unknown identity, one that is disabled, and one
   * without such an address.
   */
  send(
    input: SendRecovery,
    caller: Caller,
  ): Promise<{ readonly id: string; readonly address: string }>
  /** What of this is switched on. */
  offered(): Readonly<Record<'code' | 'link' | 'send', boolean>>
}

export function createRecoveryAdministration(
  parts: RecoveryAdministrationParts,
): RecoveryAdministration {
  const methodOf = (name: 'code' | 'link') =>
    parts.methods().find((method) => method.name === name)?.recovery

  /** Throws Refusal. */
  const by =
    (name: 'code' | 'link', unknown: 'not-found' | 'bad-request') =>
    async (input: HandOut, caller: Caller): Promise<HandedOut> => {
      const handOut = methodOf(name)?.handOut
      if (!handOut)
        throw new Refusal('not-found', { reason: `Recovery by ${name} is switched off.` })
      const returnTo = checkReturnTo(input.returnTo, parts.returns())
      const account = await parts.identities.find(input.identityId)
      if (!account) throw new Refusal(unknown, { reason: 'There is no identity with this id.' })
      await parts.guardTakeOver(account.identity.id)
      const fresh = newFlow(
        parts,
        {
          kind: 'recovery',
          type: input.type,
          lifespanMs: input.lifespanMs ?? parts.settings().lifespanMs,
          returnTo,
          identityId: account.identity.id,
        },
        caller,
      )
      const { flow, secret, store } = handOut(
        { ...fresh, requestUrl: input.requestUrl, csrfHash: undefined },
        account.identity.id,
      )
      await parts.transact(async () => {
        await parts.flows.insert(flow)
        await store()
        await record(handedOutEntry(account, name))
      })
      parts.events({
        kind: 'recovery.handed-out',
        identityId: account.identity.id,
        method: name,
        by: 'admin',
      })
      return { kind: 'handed-out', flow, secret, expiresAt: flow.expiresAt }
    }

  // NOTE a code would come without the page where it is entered
  async function send({ id, publicUrl }: SendRecovery, caller: Caller) {
    guardEnabled('recovery', parts.settings())
    const link = methodOf('link')
    if (!link) throw new Refusal('not-found', { reason: 'Recovery by link is switched off.' })
    const account = await parts.identities.find(id)
    if (!account) throw unknownIdentity()
    const [address] = account.identity.recoveryAddresses
    if (!address || account.identity.state !== 'active')
      throw new Refusal('bad-request', {
        reason: address
          ? 'The account is disabled: nobody can recover it.'
          : 'The account has no address for recovery.',
      })
    const fresh = newFlow(
      parts,
      {
        kind: 'recovery',
        type: 'browser',
        lifespanMs: parts.settings().lifespanMs,
        returnTo: undefined,
        identityId: account.identity.id,
      },
      caller,
    )
    const requestUrl = `${publicUrl}/self-service/recovery/browser`
    const { flow, store } = await link.send(
      { ...fresh, requestUrl, csrfHash: undefined },
      { address, account },
      { ...mailCall(parts, caller), origin: publicUrl },
    )
    await parts.transact(async () => {
      await parts.flows.insert(flow)
      await store()
      await record(sentRecoveryEntry(account))
    })
    return { id: account.identity.id, address: address.value }
  }

  return {
    code: by('code', 'not-found'),
    link: by('link', 'bad-request'),
    send,
    offered: () => ({
      code: methodOf('code')?.handOut !== undefined,
      link: methodOf('link')?.handOut !== undefined,
      send: parts.settings().enabled && methodOf('link') !== undefined,
    }),
  }
}
