import { createCipheriv, scrypt } from 'node:crypto'
import { excessOver, type HashLimit } from './limits.ts'
import { decodeBase64, numbersIn, sameBytes, type HashReader, type StoredHash } from './stored.ts'

type Cost = { readonly N: number; readonly r: number; readonly p: number }

/** What is checked of what is stored is limited as well. */
const checkLimits: readonly HashLimit<Cost>[] = [
  { field: 'N × r', what: 'memory in 128 bytes', max: 2_097_152, of: ({ N, r }) => N * r },
  { field: 'N × r × p', what: 'work', max: 4_194_304, of: ({ N, r, p }) => N * r * p },
]
export const scryptLimits: readonly HashLimit<Cost>[] = [
  { field: 'N', what: '2 to the power of ln', max: 131_072, of: ({ N }) => N },
  ...checkLimits,
]
const msPerWork = 0.000_245
const keyBytes = { least: 16, most: 128 }

/**
 * `$scrypt$ln=…,r=…,p=…$salt$hash` (RFC 7914). `ln` is N, as in the published API; a value below
 * 32, which makes no sense as N, is its binary logarithm, as in the PHC string format.
 */
export const readScrypt: HashReader = (stored) => {
  const [before, kind, parameters = '', saltText, keyText, ...rest] = stored.split('$')
  const salt = decodeBase64(saltText),
    key = decodeBase64(keyText),
    cost = costIn(parameters, (ln) => (ln < 32 ? 2 ** ln : ln))
  if (
    kind !== 'scrypt' ||
    !salt ||
    !key ||
    !cost ||
    rest.length > 0 ||
    before !== '' ||
    key.byteLength < keyBytes.least ||
    key.byteLength > keyBytes.most
  )
    return undefined
  return {
    ...costOf('scrypt', cost),
    matches: async (password) => sameBytes(await derive(password, salt, key.byteLength, cost), key),
  }
}

/**
 * `$firescrypt$ln=…,r=…,p=…$salt$hash$salt separator$signer key`: the signer key of the project,
 * encrypted with AES-256-CTR under a key that scrypt derives from the password.
 */
export const readFirescrypt: HashReader = (stored) => {
  const [before, kind, parameters = '', saltText, keyText, separatorText, signerText, ...rest] =
    stored.split('$')
  const salt = decodeBase64(saltText),
    key = decodeBase64(keyText),
    separator = decodeBase64(separatorText),
    signer = decodeBase64(signerText),
    cost = costIn(parameters, (ln) => 2 ** ln)
  if (
    kind !== 'firescrypt' ||
    !salt ||
    !key ||
    !separator ||
    !signer ||
    !cost ||
    rest.length > 0 ||
    before !== '' ||
    key.byteLength < keyBytes.least
  )
    return undefined
  return {
    ...costOf('firescrypt', cost),
    async matches(password) {
      const cipher = createCipheriv(
        'aes-256-ctr',
        await derive(password, Buffer.concat([salt, separator]), 32, cost),
        Buffer.alloc(16),
      )
      return sameBytes(Buffer.concat([cipher.update(signer), cipher.final()]), key)
    },
  }
}

function costIn(parameters: string, size: (ln: number) => number): Cost | undefined {
  const { ln = 0, r = 0, p = 0 } = numbersIn(parameters),
    N = size(ln)
  return N > 1 && Number.isInteger(Math.log2(N)) && r > 0 && p > 0 ? { N, r, p } : undefined
}

function costOf(algorithm: string, cost: Cost): Omit<StoredHash, 'matches'> {
  const { N, r, p } = cost
  return {
    kind: `${algorithm} N=${N},r=${r},p=${p}`,
    costMs: N * r * p * msPerWork,
    isCheckable: excessOver(checkLimits, cost) === undefined,
    excessiveCost: excessOver(scryptLimits, cost),
  }
}

function derive(
  password: string,
  salt: Uint8Array,
  bytes: number,
  { N, r, p }: Cost,
): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, salt, bytes, { N, r, p, maxmem: 2 * 128 * r * (N + p) }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
