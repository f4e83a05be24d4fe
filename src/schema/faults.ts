/**
 * A fault of an identity schema; `pointer` is a JSON pointer (RFC 6901), empty for the whole
 * document.
 */
export type SchemaFault = {
  readonly schemaId: string
  readonly pointer: string
  readonly reason: string
}

/** Identity schemas that cannot be used, with all their faults. */
export class SchemaFaults extends Error {
  override readonly name = 'SchemaFaults'
  readonly faults: readonly SchemaFault[]
  constructor(faults: readonly SchemaFault[]) {
    super(
      faults
        .map(
          (f) =>
            `identity schema "${f.schemaId}", ` +
            `${f.pointer === '' ? 'as a whole' : f.pointer}: ${f.reason}`,
        )
        .join('\n'),
    )
    this.faults = faults
  }
}
