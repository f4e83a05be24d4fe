// In which language the console is shown to whoever has asked for it.
import type { Caller } from '#flow/caller.ts'
import { languageIn, readerAt, type Reader } from '#pages/reader.ts'
import type { Access } from './access.ts'
import type { ConsoleSpeech } from './languages/speech.ts'
import type { ConsoleSettings } from './parts.ts'

export type ConsoleReader = Reader & {
  readonly console: ConsoleSpeech
  /** Whether the address leads to this page again, so that it can be opened in another language. */
  readonly canReopen: boolean
}

/** As on the public pages, and by what is known of an operator. */
export async function findConsoleReader(
  { languages, languageFrom }: Pick<ConsoleSettings, 'languages' | 'languageFrom'>,
  caller: Caller,
  access?: Access,
): Promise<ConsoleReader> {
  const own =
    languageFrom !== undefined && access?.kind === 'operator'
      ? languageIn(access.operator.identity, languageFrom)
      : undefined
  const reader = readerAt(languages, caller, own)
  const console = await languages.speechOf(reader.speech)
  return {
    ...reader,
    speech: console.speech,
    console,
    canReopen: caller.request.method === 'GET',
  }
}
