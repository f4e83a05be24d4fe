import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a directory',
  EMFILE: 'cannot be read (EMFILE: this process has too many files open)',
  ENFILE: 'cannot be read (ENFILE: this machine has too many files open)',
}

/** Why a file cannot be read, as the end of a sentence that begins with its name. */
export function whyUnreadable(error: unknown): string {
  const code = String((error as NodeJS.ErrnoException).code)
  return reasons[code] ?? `cannot be read (${code})`
}

/** The text of a file, or what is wrong with the setting that names it. */
export function readNamedFile(
  file: string,
  cwd: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(resolve(cwd, file), 'utf8') }
  } catch (error) {
    return { problem: `names the file ${file}, which ${whyUnreadable(error)}` }
  }
}

/** The text of a file of this machine, or of one in the address itself. A path is one, too. */
export function readDocument(
  address: string,
  cwd: string,
): { readonly text: string } | { readonly problem: string } {
  if (!/^[a-z0-9]+:\/\//i.test(address)) return readNamedFile(address, cwd)
  const read = documentAt(address, cwd)
  return 'text' in read && read.text === undefined
    ? { problem: 'must be a path, file:// or base64://' }
    : (read as { readonly text: string } | { readonly problem: string })
}

/** The text of a document; undefined when it is in the network. */
export function documentAt(
  url: string,
  cwd: string,
): { readonly text: string | undefined } | { readonly problem: string } {
  const [, scheme = '', rest = ''] = /^([a-z0-9]+):\/\/(.*)$/is.exec(url) ?? []
  if (scheme.toLowerCase() === 'file') return readNamedFile(decode(rest), cwd)
  if (scheme.toLowerCase() !== 'base64') return { text: undefined }
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(rest)
    ? { text: Buffer.from(rest, 'base64').toString('utf8') }
    : { problem: 'is not base64' }
}

/** The bytes of a file as `readDocument` finds it, if it has no more than `maxBytes` of them. */
export function readBytes(
  address: string,
  cwd: string,
  maxBytes: number,
): { readonly bytes: Buffer } | { readonly problem: string } {
  const tooLarge = { problem: `names a file of more than ${Math.floor(maxBytes / 1024)} KB` }
  const [, scheme = '', rest = address] = /^([a-z0-9]+):\/\/(.*)$/is.exec(address) ?? []
  if (scheme.toLowerCase() === 'base64') {
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(rest)) return { problem: 'is not base64' }
    const bytes = Buffer.from(rest, 'base64')
    return bytes.length > maxBytes ? tooLarge : { bytes }
  }
  if (scheme !== '' && scheme.toLowerCase() !== 'file')
    return { problem: 'must be a path, file:// or base64://' }
  const file = scheme === '' ? address : decode(rest)
  try {
    const path = resolve(cwd, file)
    return statSync(path).size > maxBytes ? tooLarge : { bytes: readFileSync(path) }
  } catch (error) {
    return { problem: `names the file ${file}, which ${whyUnreadable(error)}` }
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
