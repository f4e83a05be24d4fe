import type { Json } from './json.ts'

/** Programs that make one JSON value of others. */
export type Programs = {
  /**
   * The value of the program behind a base64://, file:// or http(s):// address. `facts`: its
   * arguments by name, where it is a function; `externals`: what it reads with `std.extVar`. Throws
   * ProgramFailed.
   */
  run(
    url: string,
    inputs: {
      readonly facts?: Readonly<Record<string, Json>>
      readonly externals?: Readonly<Record<string, Json>>
    },
  ): Promise<Json>
}

/** A program that could not be loaded, is wrong, failed or took too long. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
  /** What the program itself has said, by `error`. */
  readonly said: string | undefined
  constructor(
    reason: string,
    { cause, said }: { readonly cause?: unknown; readonly said?: string | undefined } = {},
  ) {
    super(`The program ${reason}`, { cause })
    this.said = said
  }
}
