import { languages } from '#languages/language.ts'
import type { MailTexts } from './content/mail-texts.ts'
import type { TemplateType } from './courier.ts'

/** The addresses of the templates of one type: `base64://`, `file://`, `http(s)://`. */
export type TemplateSources = {
  readonly subject: string | undefined
  readonly text: string | undefined
  readonly html: string | undefined
  readonly sms: string | undefined
}

export type TemplateSettings = {
  /** A folder with templates that replace the built-in ones. */
  readonly folder: string | undefined
  readonly sources: Readonly<Partial<Record<TemplateType, TemplateSources>>>
  /** The folder of relative file names. */
  readonly cwd: string
}

export type WorkerSettings = {
  /** How often a message that was refused is tried again. */
  readonly retries: number
  /** How long a message is tried that no server accepts. */
  readonly giveUpAfterMs: number
  /** How many messages of a channel are delivered at once. */
  readonly pullCount: number
  readonly pullWaitMs: number
}

/** In which languages messages are written. */
export type LanguageSettings = {
  readonly offered: readonly string[]
  /** For those who speak none of them, and where nothing is known. */
  readonly fallback: string
  /** The texts of languages where they are not, or not all, ours. */
  readonly texts?: Readonly<Record<string, MailTexts>> | undefined
  /**
   * Where an identity has its language, such as `traits.locale` or `metadata_public.language`, ahead
   * of the traits with usual names.
   */
  readonly from?: string | undefined
}

export const everyLanguage: LanguageSettings = { offered: languages, fallback: 'en' }
