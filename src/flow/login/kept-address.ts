// The box of the first step: the browser keeps what was typed in, for the next time. The pages have it;
// the API knows it, but does not offer it.
import type { Cipher } from '#crypto/cipher.ts'
import { keptByBrowsers } from '#crypto/purposes.ts'
import { isObject } from '#lib/json.ts'
import { maxIdentifierLength } from '#schema/canonical.ts'
import type { Flow } from '../flow.ts'
import { stringField, type Submission } from '../submission.ts'

export const addressBox = 'remember_address'

/** Sealed, to be kept by the browser; or no longer to be kept. */
export type KeptAddress = { readonly sealed: string } | 'forgotten'

type Noted = { readonly keeps: boolean; readonly identifier: string }

/** Whether the box was ticked; undefined for a form without it. */
export function wantsAddressKept({ fields }: Submission): boolean | undefined {
  const sent = fields[addressBox]
  return sent === undefined
    ? undefined
    : [sent].flat().some((one) => one === true || one === 'true')
}

/** The flow, with what the person has chosen: a later step has no box any more. */
export function noteAddress(flow: Flow, submission: Submission): Flow {
  const keeps = wantsAddressKept(submission)
  if (keeps === undefined || flow.type !== 'browser') return flow
  const identifier = stringField(submission, 'identifier') ?? ''
  return { ...flow, memory: { ...flow.memory, [addressBox]: { keeps, identifier } } }
}

/**
 * What the browser does with the address once somebody has signed in. It is told only then, so that
 * it says nothing of the accounts of others.
 */
export function keptAddressOf(
  { memory: { [addressBox]: noted } }: Flow,
  cipher: Pick<Cipher, 'encrypt'>,
): KeptAddress | undefined {
  if (!isObject(noted)) return undefined
  const { keeps, identifier } = noted as unknown as Noted
  if (!keeps) return 'forgotten'
  return identifier === '' || identifier.length > maxIdentifierLength
    ? undefined
    : { sealed: cipher.encrypt(identifier, keptByBrowsers.address) }
}

/** The address that a browser has kept; undefined for what this server has not sealed. */
export const openAddress = (
  sealed: string | undefined,
  cipher: Pick<Cipher, 'decrypt'>,
): string | undefined =>
  sealed === undefined ? undefined : cipher.decrypt(sealed, keptByBrowsers.address)
