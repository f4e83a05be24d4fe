import { Fault } from '../errors.ts'
import { scalar } from './json-text.ts'
import { isList, isRecord, type Json, type Writer } from './json.ts'
import { exactNumber } from './number.ts'

/** A Python expression on one line. */
export function writePython(json: Json, out: Writer): void {
  if (isList(json) || isRecord(json)) {
    let before = ''
    out.add(isList(json) ? '[' : '{')
    for (const [key, value] of json.entries()) {
      out.add(typeof key === 'string' ? `${before}${scalar(key, exactNumber)}: ` : before)
      writePython(value, out)
      before = ', '
    }
    out.add(isList(json) ? ']' : '}')
  } else {
    out.add(
      json === null
        ? 'None'
        : json === true
          ? 'True'
          : json === false
            ? 'False'
            : scalar(json, exactNumber),
    )
  }
}

/** Python assignments, one per line. */
export function writePythonVars(json: Json, out: Writer): void {
  if (!isRecord(json)) throw new Fault('variables of Python are made of an object')
  for (const [name, value] of json) {
    out.add(`${name} = `)
    writePython(value, out)
    out.add('\n')
  }
}
