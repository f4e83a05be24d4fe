// Authenticators whose keys are known, as those of people who come from elsewhere.
import {
  createHash,
  createPrivateKey,
  createSign,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'

export type StoredKey = {
  /** All in base64url. */
  readonly credential_id: string
  readonly user_handle: string
  readonly rp_id: string
  readonly origin: string
  readonly sign_count: number
  readonly private_key_jwk: any
}

/** A new key, as if it had been enrolled somewhere. */
export function makeStoredKey(userHandle: string, rpId: string, origin: string): StoredKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    credential_id: randomBytes(32).toString('base64url'),
    user_handle: Buffer.from(userHandle).toString('base64url'),
    rp_id: rpId,
    origin,
    sign_count: 1,
    private_key_jwk: privateKey.export({ format: 'jwk' }),
  }
}

/** Its public key as a COSE key (RFC 9052), in base64. */
export function coseOf({ private_key_jwk: { x = '', y = '' } }: StoredKey): string {
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]).toString('base64')
}

/** The answer to `navigator.credentials.get(options)`, as JSON. */
export function answerOf(key: StoredKey, challenge: string): string {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(key.sign_count + 100)
  const data = Buffer.concat([sha256(key.rp_id), Buffer.from([0x05]), count])
  const client = Buffer.from(
    JSON.stringify({
      type: 'webauthn.get',
      challenge,
      origin: key.origin,
      crossOrigin: false,
    }),
  )
  const signature = createSign('SHA256')
    .update(data)
    .update(sha256(client))
    .sign(createPrivateKey({ key: key.private_key_jwk, format: 'jwk' }))
  return JSON.stringify({
    id: key.credential_id,
    rawId: key.credential_id,
    type: 'public-key',
    response: {
      authenticatorData: data.toString('base64url'),
      clientDataJSON: client.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: key.user_handle,
    },
  })
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
