// The answers of authenticators, as a page sends them: JSON with bytes in base64url.
import { InvalidInput } from '#errors/invalid-input.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'

/** The answer to `navigator.credentials.create()`. */
export type CreationAnswer = {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: { readonly clientDataJSON: string; readonly attestationObject: string }
}

/** The answer to `navigator.credentials.get()`. */
export type UseAnswer = {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string
  }
}

/** Throws InvalidInput for what is no such answer. */
export function readCreation(text: string): CreationAnswer {
  const { id, rawId, response } = read(text)
  const { clientDataJSON, attestationObject } = response
  if (typeof clientDataJSON !== 'string' || typeof attestationObject !== 'string') throw noAnswer()
  return { id, rawId, type: 'public-key', response: { clientDataJSON, attestationObject } }
}

/** Throws InvalidInput for what is no such answer. */
export function readUse(text: string): UseAnswer {
  const { id, rawId, response } = read(text)
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  if (
    typeof clientDataJSON !== 'string' ||
    typeof authenticatorData !== 'string' ||
    typeof signature !== 'string'
  )
    throw noAnswer()
  return {
    id,
    rawId,
    type: 'public-key',
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(typeof userHandle === 'string' && userHandle !== '' ? { userHandle } : {}),
    },
  }
}

const noAnswer = () =>
  new InvalidInput([
    {
      message: message('validation.key-answer', because('key-answer')),
    },
  ])

function read(text: string) {
  const value = parse(text)
  if (!isObject(value)) throw noAnswer()
  const { id, rawId, type, response } = value
  if (
    typeof id !== 'string' ||
    typeof rawId !== 'string' ||
    type !== 'public-key' ||
    !isObject(response)
  )
    throw noAnswer()
  return { id, rawId, response }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
