import type { TemplateType } from './courier.ts'

/** Places that templates of one type are read from: `base64://`, `file://`, `http(s)://`. */
export type TemplateSources = {
  readonly subject: string | undefined
  readonly text: string | undefined
  readonly html: string | undefined
  readonly sms: string | undefined
}

export type TemplateSettings = {
  /** A folder with templates that take the place of the built-in ones. */
  readonly folder: string | undefined
  readonly sources: Readonly<Partial<Record<TemplateType, TemplateSources>>>
  /** Relative file names start here. */
  readonly cwd: string
}

export type WorkerSettings = {
  /** How often a message is tried again after it was refused. */
  readonly retries: number
  /** How many messages of a channel are in hand at the same time. */
  readonly pullCount: number
  readonly pullWaitMs: number
}
