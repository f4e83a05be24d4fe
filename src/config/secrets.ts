// The configured secrets, and generated ones for what is not configured, which are kept in a file.
import { createHmac, randomBytes } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isObject } from '#lib/json.ts'
import type { Secrets } from './config.ts'
import { ConfigError, type Fault } from './faults.ts'
import type { Settings } from './schema/settings.ts'

type Stored = Pick<Secrets, 'cookie' | 'cipher' | 'default'>

/**
 * The secrets of the server. Cookie and page secrets default to `secrets.default`; so does the
 * cipher, whose keys of 32 characters are derived from it. Secrets that are still missing come from
 * `secrets.json` in `folder`, which is created if needed. Throws ConfigError when that file cannot
 * be read or written.
 */
export const completeSecrets = (
  input: Settings['secrets'],
  folder: string,
  warn: (sentence: string) => void,
): Omit<Secrets, 'webHooks'> => completedWith(input, () => storedSecrets(folder, warn))

/**
 * The secrets of a server whose `secrets.json` has this text; undefined where it is needed and has
 * none, or a damaged one.
 */
export function secretsWith(
  input: Settings['secrets'],
  text: string | undefined,
): Omit<Secrets, 'webHooks'> | undefined {
  if (!needsOwnSecrets(input)) return completedWith(input, () => fail(new Error('not needed')))
  const stored = text === undefined ? undefined : parseStored(text)
  return stored && completedWith(input, () => stored)
}

function completedWith(input: Settings['secrets'], make: () => Stored): Omit<Secrets, 'webHooks'> {
  let stored: Stored | undefined
  const own = (): Stored => (stored ??= make())
  const cookie = input.cookie ?? input.default ?? own().cookie
  const general =
    input.default ??
    (input.cookie === undefined
      ? own().default
      : input.cookie.map((secret) => derive(secret, 'default')))
  const cipher =
    input.cipher ?? input.default?.map((secret) => derive(secret, 'cipher')) ?? own().cipher
  return { cookie, cipher, default: general, pagination: input.pagination ?? general }
}

/** The file of generated secrets in the folder of a server. */
export const secretsFileIn = (cwd: string): string => join(cwd, 'data', 'secrets.json')

/** Whether generated secrets are needed. */
export function needsOwnSecrets({
  cookie,
  cipher,
  default: general,
}: Settings['secrets']): boolean {
  return general === undefined && (cookie === undefined || cipher === undefined)
}

const derive = (secret: string, purpose: string) =>
  createHmac('sha256', secret).update(`pallas ${purpose}`).digest('base64url').slice(0, 32)

/** 24 random bytes are 32 characters. */
const generate = (): Stored => {
  const secret = () => [randomBytes(24).toString('base64url')]
  return { cookie: secret(), cipher: secret(), default: secret() }
}

function storedSecrets(folder: string, warn: (sentence: string) => void): Stored {
  const file = join(folder, 'secrets.json')
  try {
    return readStored(file, warn) ?? store(folder, file, warn)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw unusable(
      file,
      `cannot be read or written (${String((error as NodeJS.ErrnoException).code)})`,
    )
  }
}

const unusable = (file: string, problem: string) => {
  const fault: Fault = {
    source: file,
    path: [],
    problem,
    allowed:
      'it keeps the secrets that the configuration does not give; or set secrets.cookie and ' +
      'secrets.cipher',
  }
  return new ConfigError([fault])
}

function readStored(file: string, warn: (sentence: string) => void): Stored | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32') {
    chmodSync(file, 0o600)
    warn(`${file} could be read by other users of this machine; its mode is 0600 now`)
  }
  return parseStored(text) ?? fail(unusable(file, 'is damaged'))
}

const fail = (error: Error): never => {
  throw error
}

// NOTE a damaged file is not replaced: what the old keys have encrypted would be lost
function parseStored(text: string): Stored | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  const { cookie, cipher, default: general } = value
  return isSecretList(cookie) && isSecretList(cipher) && isSecretList(general)
    ? { cookie, cipher, default: general }
    : undefined
}

const isSecretList = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((secret) => typeof secret === 'string' && secret.length === 32)

/**
 * Creates the file in one step: of several processes that start at once, one creates it and all
 * read it.
 */
function store(folder: string, file: string, warn: (sentence: string) => void): Stored {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(generate(), null, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  try {
    linkSync(draft, file)
  } catch (error) {
    // NOTE some file systems have no hard links
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return readStored(file, warn) ?? fail(unusable(file, 'is gone'))
}
