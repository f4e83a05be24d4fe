import type * as Argon2 from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { excessOver, type HashLimit } from './limits.ts'
import { loadNative } from './native.ts'
import type { HashReader } from './stored.ts'

let loaded: typeof Argon2 | undefined
/** The library; throws as loadNative where it is missing. */
export const argon2 = (): typeof Argon2 =>
  (loaded ??= loadNative('@node-rs/argon2') as typeof Argon2)

/** RFC 9106; sizes in KiB and bytes. */
export type Argon2Settings = {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  readonly saltBytes: number
  readonly keyBytes: number
}

const argon2id = 2
type Parameters = Pick<Argon2.ParsedHashOptions, 'memoryCost' | 'timeCost' | 'parallelism'>

const maxMemoryKiB = 262_144
export const argon2Limits: readonly HashLimit<Parameters>[] = [
  { field: 'm', what: 'memory in KiB', max: maxMemoryKiB, of: ({ memoryCost }) => memoryCost },
  { field: 't', what: 'passes', max: 64, of: ({ timeCost }) => timeCost },
  { field: 'p', what: 'lanes', max: 64, of: ({ parallelism }) => parallelism },
  {
    field: 'm × t',
    what: 'memory in KiB × passes',
    max: 4 * maxMemoryKiB,
    of: ({ memoryCost, timeCost }) => memoryCost * timeCost,
  },
]
/** The dearest that is checked of what is stored. */
const mostMemoryKiB = 1_048_576,
  mostParallelism = 64
const msPerMiB = 0.22

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, also argon2i and argon2d. */
export const readArgon2: HashReader = (stored) => {
  const options = optionsOf(stored)
  if (!options) return undefined
  const { memoryCost, timeCost, parallelism } = options
  const [, algorithm = ''] = stored.split('$')
  return {
    kind: `${algorithm} m=${memoryCost},t=${timeCost},p=${parallelism}`,
    costMs: (memoryCost / 1024) * timeCost * msPerMiB,
    isCheckable:
      memoryCost <= mostMemoryKiB &&
      memoryCost * timeCost <= 8 * mostMemoryKiB &&
      parallelism <= mostParallelism,
    excessiveCost: excessOver(argon2Limits, options),
    matches: (password) => argon2().verify(stored, password),
  }
}

export function hashArgon2(password: string, settings: Argon2Settings): Promise<string> {
  const { memoryKiB, iterations, parallelism, saltBytes, keyBytes } = settings
  return argon2().hash(password, {
    algorithm: argon2id,
    memoryCost: memoryKiB,
    timeCost: iterations,
    parallelism,
    outputLen: keyBytes,
    salt: randomBytes(saltBytes),
  })
}

/** Whether a hash is argon2id with these settings. */
export function isArgon2With(stored: string, settings: Argon2Settings): boolean {
  const found = optionsOf(stored)
  return (
    found?.algorithm === argon2id &&
    stored.includes('$v=19$') &&
    found.memoryCost === settings.memoryKiB &&
    found.timeCost === settings.iterations &&
    found.parallelism === settings.parallelism &&
    found.outputLen === settings.keyBytes &&
    found.saltLen === settings.saltBytes
  )
}

/** A hash of no password, which costs as much to check as a real one. */
export function blankArgon2({
  memoryKiB,
  iterations,
  parallelism,
  saltBytes,
  keyBytes,
}: Argon2Settings): string {
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '')
  const settings = `m=${memoryKiB},t=${iterations},p=${parallelism}`
  return `$argon2id$v=19$${settings}$${random(saltBytes)}$${random(keyBytes)}`
}

// Base64 without padding, whose last character has no bits that are not used
const base64 = '((?:[A-Za-z\\d+/]{4})*(?:[A-Za-z\\d+/][AQgw]|[A-Za-z\\d+/]{2}[AEIMQUYcgkosw048])?)'
const form = new RegExp(`^(\\$argon2(?:id|i|d)\\$[\\w=,$]*)\\$${base64}\\$${base64}$`)

/** The kind of hash that was asked for last: its parameters, and the lengths of its salt and key. */
let lastKind = '',
  lastOptions: Argon2.ParsedHashOptions | undefined

/**
 * NOTE the hashes of a server differ in salt and key only, and asking the library takes several times
 * as long as this
 */
function optionsOf(stored: string): Argon2.ParsedHashOptions | undefined {
  const [, parameters, salt = '', key = ''] = form.exec(stored) ?? []
  if (parameters === undefined) return parsedOptions(stored)
  const kind = `${parameters} ${salt.length} ${key.length}`
  if (kind !== lastKind) {
    lastOptions = parsedOptions(stored)
    lastKind = kind
  }
  return lastOptions
}

function parsedOptions(stored: string): Argon2.ParsedHashOptions | undefined {
  if (!/^\$argon2(?:id|i|d)\$/.test(stored)) return undefined
  try {
    return argon2().parseOptions(stored)
  } catch {
    return undefined
  }
}
