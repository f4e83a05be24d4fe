// Reads the protobuf of an OTLP export of traces, as far as tests look at it
// (opentelemetry/proto/trace/v1/trace.proto).
import type { CollectedSpan } from './collected-span.ts'

type Field = { readonly number: number; readonly value: Buffer | bigint }

function fieldsOf(bytes: Buffer): readonly Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('the message ends in the middle of a number')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number): Buffer => {
    if (at + length > bytes.length)
      throw new RangeError('the message ends in the middle of a field')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const wire = tag & 7
    const value =
      wire === 0 ? varint() : wire === 2 ? take(Number(varint())) : take(wire === 1 ? 8 : 4)
    fields.push({ number: tag >> 3, value })
  }
  return fields
}

const below = (fields: readonly Field[], number: number): readonly Buffer[] =>
  fields.flatMap((field) =>
    field.number === number && field.value instanceof Buffer ? [field.value] : [],
  )
const numberIn = (fields: readonly Field[], number: number): number =>
  Number(fields.find((field) => field.number === number)?.value ?? 0)
const textIn = (fields: readonly Field[], number: number, encoding: 'utf8' | 'hex' = 'utf8') =>
  below(fields, number)[0]?.toString(encoding) ?? ''

/** Values that are a text, a truth or a whole number. */
function attributesOf(list: readonly Buffer[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    list.map((bytes) => {
      const pair = fieldsOf(bytes)
      const [value] = fieldsOf(below(pair, 2)[0] ?? Buffer.alloc(0))
      const read =
        value?.value instanceof Buffer
          ? value.value.toString('utf8')
          : value?.number === 2
            ? value.value === 1n
            : Number(value?.value)
      return [textIn(pair, 1), read]
    }),
  )
}

function spanOf(bytes: Buffer): CollectedSpan {
  const fields = fieldsOf(bytes)
  return {
    traceId: textIn(fields, 1, 'hex'),
    spanId: textIn(fields, 2, 'hex'),
    parentId: textIn(fields, 4, 'hex'),
    name: textIn(fields, 5),
    kind: numberIn(fields, 6),
    attributes: attributesOf(below(fields, 9)),
    failed: below(fields, 15).some((status) => numberIn(fieldsOf(status), 3) === 2),
  }
}

export function readOtlpProtobuf(body: Buffer) {
  const all = below(fieldsOf(body), 1).map(fieldsOf)
  return {
    resources: all.map((one) => attributesOf(below(fieldsOf(below(one, 1)[0]!), 1))),
    spans: all
      .flatMap((one) => below(one, 2))
      .flatMap((scope) => below(fieldsOf(scope), 2))
      .map(spanOf),
  }
}
