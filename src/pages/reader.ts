// In which language a page is shown to whoever has asked for it.
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Identity } from '#identity/identity.ts'
import type { Languages } from '#languages/languages.ts'
import type { Speech } from '#languages/speech.ts'
import { isObject, type Json } from '#lib/json.ts'
import type { PagesParts } from './parts.ts'

export type Reader = {
  readonly speech: Speech
  readonly languages: Spoken
  /** The language that the address asks for; the browser keeps it. */
  readonly asked: string | undefined
  /** Path and query of the page. */
  readonly path: string
}

/** What is needed to choose a language. */
type Spoken = Pick<Languages, 'offered' | 'match' | 'choose' | 'nameOf'>
type Asking = Pick<Caller, 'path' | 'languages'>

/** By what the request says, and `own`: what is known of the person. */
export const readerAt = (languages: Spoken, caller: Asking, own?: string): Reader =>
  readerOf(languages, caller, own)

/** Also by what is known of the person who is signed in, where the configuration names that. */
export async function findReader(
  { core, settings }: Pick<PagesParts, 'core' | 'settings'>,
  caller: Caller,
): Promise<Reader> {
  const { languages, languageFrom } = settings()
  const hasChosen = askedBy(caller, languages) !== undefined || isKept(caller, languages)
  const own =
    languageFrom === undefined || hasChosen || caller.cookieToken === undefined
      ? undefined
      : await languageOf(core, languageFrom, caller)
  return readerOf(languages, caller, own)
}

/**
 * The action, and before it the reader: what is done may sign out the person, or change who they are.
 */
export const withReader =
  <Input, Outcome>(
    parts: Pick<PagesParts, 'core' | 'settings'>,
    action: (input: Input, caller: Caller) => Promise<Outcome>,
  ) =>
  async (input: Input, caller: Caller) => {
    const reader = await findReader(parts, caller)
    return { reader, outcome: await action(input, caller) }
  }

function readerOf(languages: Spoken, caller: Asking, own: string | undefined): Reader {
  const asked = askedBy(caller, languages)
  const speech = languages.choose({ asked, own, ...caller.languages })
  return { speech, languages, asked, path: caller.path }
}

function askedBy({ path }: Asking, languages: Spoken): string | undefined {
  const at = path.indexOf('?')
  if (at < 0 || !path.includes('lang=', at)) return undefined
  return languages.match(new URLSearchParams(path.slice(at)).get('lang') ?? '')
}

const isKept = ({ languages: { kept } }: Asking, languages: Spoken): boolean =>
  kept !== undefined && languages.match(kept) !== undefined

/** The language in a trait, or in the metadata, of whoever is signed in. */
async function languageOf(
  { ownSessions }: Core,
  from: readonly string[],
  caller: Caller,
): Promise<string | undefined> {
  try {
    const { identity } = await ownSessions.whoami(undefined, caller)
    return languageIn(identity, from)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The language in a trait or in the metadata. */
export function languageIn(
  { traits, metadataPublic }: Pick<Identity, 'traits' | 'metadataPublic'>,
  from: readonly string[],
): string | undefined {
  const value = from.reduce<Json | undefined>(
    (place, key) => (isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined),
    { traits, metadata_public: metadataPublic ?? null },
  )
  return typeof value === 'string' ? value : undefined
}
