// Brings the documents that an identity schema refers to into the schema itself, so that all
// references lead to places in one document.
import { isObject } from '#lib/json.ts'
import { at } from './pointer.ts'
import { referencesOf } from './references.ts'
import { readSource, type SourceParts } from './source.ts'

export type BundleParts = SourceParts & {
  /** Whether a schema may refer to other documents. */
  readonly allowsReferences: boolean
}

/** Other documents that one schema may refer to, directly or through others. */
const maxDocuments = 20
const definitions = 'definitions'
const nameOf = (position: number) => `document ${position}`

/** A reference that cannot be followed; `pointer` is its place in the schema. */
export class ReferenceFault extends Error {
  override readonly name = 'ReferenceFault'
  readonly pointer: string
  constructor(pointer: string, reason: string, cause?: unknown) {
    super(reason, { cause })
    this.pointer = pointer
  }
}

/**
 * The schema with everything that it refers to below its `definitions`. `url`: where it was read
 * from. A schema without such references is returned as it is. Throws ReferenceFault.
 */
export async function bundle(root: unknown, url: string, parts: BundleParts): Promise<unknown> {
  if (!isObject(root) || !refersToOthers(root, idOf(root))) return root
  const positions = new Map<string, number>()
  const documents: unknown[] = []

  const load = async (target: string, pointer: string): Promise<number> => {
    const known = positions.get(target)
    if (known !== undefined) return known
    if (!parts.allowsReferences)
      throw new ReferenceFault(
        pointer,
        'refers to another document, which security.disallow_ref_in_identity_schemas forbids',
      )
    const position = positions.size
    if (position >= maxDocuments)
      throw new ReferenceFault(pointer, `more than ${maxDocuments} other documents are referred to`)
    positions.set(target, position)
    const document = await read(target, pointer, parts)
    documents[position] = document
    documents[position] = await within(document, target, document, pointer, position)
    return position
  }

  /** `value` of the document `own`, with its references led to where they are in the bundle. */
  const within = async (
    value: unknown,
    base: string,
    own: unknown,
    pointer: string,
    position: number | undefined,
  ): Promise<unknown> => {
    if (Array.isArray(value)) {
      const list: unknown[] = []
      for (const [index, one] of value.entries())
        list.push(await within(one, base, own, inside(pointer, index, position), position))
      return list
    }
    if (!isObject(value)) return value
    const entries: [string, unknown][] = []
    for (const [key, one] of Object.entries(value)) {
      const here = inside(pointer, key, position)
      // NOTE inside another document these would be those of the whole
      if (position !== undefined && value === own && (key === '$id' || key === '$schema')) continue
      entries.push([
        key,
        key === '$ref' && typeof one === 'string'
          ? await led(one, base, own, here, position)
          : await within(one, base, own, here, position),
      ])
    }
    return Object.fromEntries(entries)
  }

  const led = async (
    reference: string,
    base: string,
    own: unknown,
    pointer: string,
    position: number | undefined,
  ): Promise<string> => {
    const [address = '', fragment = ''] = splitAt(reference, '#')
    if (isOwn(address, idOf(own))) {
      if (position === undefined) return reference
      const target = referencesOf(own).resolve(`#${fragment}`)
      if (!target) throw new ReferenceFault(pointer, 'points to nothing in its document')
      return placeOf(position, target.pointer)
    }
    const other = await load(resolveAddress(address, base, pointer), pointer)
    const target = referencesOf(documents[other]).resolve(`#${fragment}`)
    if (!target) throw new ReferenceFault(pointer, 'points to nothing in the other document')
    return placeOf(other, target.pointer)
  }

  const whole = (await within(root, url, root, '', undefined)) as Record<string, unknown>
  const before = at(root, `/${definitions}`)
  return {
    ...whole,
    [definitions]: {
      ...(isObject(before) ? (whole[definitions] as object) : {}),
      ...Object.fromEntries(documents.map((document, index) => [nameOf(index), document])),
    },
  }
}

const placeOf = (position: number, pointer: string) =>
  `#/${definitions}/${encodeURIComponent(nameOf(position))}${pointer.split('/').map(encodeURIComponent).join('/')}`

const idOf = (document: unknown): string =>
  isObject(document) && typeof document['$id'] === 'string' ? document['$id'].replace(/#$/, '') : ''

const isOwn = (address: string, id: string) => address === '' || address === id

const splitAt = (text: string, mark: string): readonly string[] => {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** The place in the schema itself; inside another document, that of the reference to it. */
const inside = (pointer: string, key: string | number, position: number | undefined) =>
  position === undefined
    ? `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
    : pointer

function refersToOthers(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some((one) => refersToOthers(one, id))
  if (!isObject(value)) return false
  return Object.entries(value).some(([key, one]) =>
    key === '$ref' && typeof one === 'string'
      ? !isOwn(splitAt(one, '#')[0] ?? '', id)
      : refersToOthers(one, id),
  )
}

const readable = /^(?:file|https?|base64):\/\//i

/**
 * The address of a document, absolute or beside the one that refers to it. A document from the
 * network must not refer to files of this machine.
 */
function resolveAddress(address: string, base: string, pointer: string): string {
  const target = readable.test(address) ? address : beside(address, base)
  if (target === undefined || !readable.test(target))
    throw new ReferenceFault(
      pointer,
      'must point into this document, or to one at file://, http://, https:// or base64://',
    )
  if (/^https?:/i.test(base) && /^file:/i.test(target))
    throw new ReferenceFault(pointer, 'leads from the network to a file of this machine')
  return target
}

function beside(address: string, base: string): string | undefined {
  const [, folder] = /^((?:file|https?):\/\/.*\/)[^/]*$/i.exec(base) ?? []
  if (folder === undefined || /^[a-z][a-z0-9+.-]*:/i.test(address)) return undefined
  return URL.canParse(address, folder) ? new URL(address, folder).href : undefined
}

async function read(url: string, pointer: string, parts: BundleParts): Promise<unknown> {
  let bytes: Uint8Array
  try {
    bytes = await readSource(url, parts)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ReferenceFault(pointer, `the document it refers to cannot be read: ${reason}`, error)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ReferenceFault(pointer, 'the document it refers to is not JSON in UTF-8')
  }
}
