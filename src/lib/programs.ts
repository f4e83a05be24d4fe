import type { Json } from './json.ts'

/** Programs that compute JSON from JSON. */
export type Programs = {
  /**
   * Runs the program at a base64://, file:// or http(s):// address. `facts`: the arguments by name,
   * when it is a function; `externals`: the values for `std.extVar`. Throws ProgramFailed.
   */
  run(
    url: string,
    inputs: {
      readonly facts?: Readonly<Record<string, Json>>
      readonly externals?: Readonly<Record<string, Json>>
    },
  ): Promise<Json>
}

/** A program could not be loaded, is wrong, failed or took too long. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
  /** The message that the program itself gave to `error`. */
  readonly programMessage: string | undefined
  constructor(
    reason: string,
    {
      cause,
      programMessage,
    }: { readonly cause?: unknown; readonly programMessage?: string | undefined } = {},
  ) {
    super(`The program ${reason}`, { cause })
    this.programMessage = programMessage
  }
}
