// The keys of budgets, and which of them belong to an account, an address or a network.
import type { Budget } from './budget-store.ts'

/** Whom budgets are looked up for. */
export type Subject =
  | {
      readonly kind: 'account'
      readonly identityId: string
      /** The addresses and identifiers of the account. */
      readonly addresses: readonly string[]
    }
  | { readonly kind: 'network'; readonly network: string }
  | { readonly kind: 'address'; readonly address: string }

/** What codes are for; each has a budget of its own for an address. */
export const codePurposes = [
  'login',
  'second-factor',
  'registration',
  'recovery',
  'verification',
] as const
export type CodePurposeName = (typeof codePurposes)[number]

export const codeKey = (purpose: string, of: string) => `${purpose}:${of}`
export const deviceKey = (identityId: string, token: string) => `${identityId}:${token}`

/** The budget of those who prove work once the other one is spent. */
export const forWork = (budget: Budget): Budget => ({ ...budget, key: workKey(budget.key) })
const workKey = (key: string) => `${key}:work`

/** All budgets that may be held against somebody. */
export function budgetsOf(subject: Subject): readonly Pick<Budget, 'kind' | 'key'>[] {
  return firstBudgetsOf(subject).flatMap((one) => [one, { ...one, key: workKey(one.key) }])
}

function firstBudgetsOf(subject: Subject): readonly Pick<Budget, 'kind' | 'key'>[] {
  if (subject.kind === 'network')
    return (['network', 'network-messages'] as const).map((kind) => ({
      kind,
      key: subject.network,
    }))
  const ofAddress = (address: string) => [
    ...codePurposes.flatMap((purpose) =>
      (['code', 'resend'] as const).map((kind) => ({ kind, key: codeKey(purpose, address) })),
    ),
    { kind: 'recipient' as const, key: address },
  ]
  if (subject.kind === 'address') return ofAddress(subject.address)
  return [
    { kind: 'account', key: subject.identityId },
    { kind: 'second-factor', key: subject.identityId },
    ...subject.addresses.flatMap(ofAddress),
  ]
}
