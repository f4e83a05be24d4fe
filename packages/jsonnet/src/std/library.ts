import { plainObject } from '../machine/objects.ts'
import { Fn, Obj } from '../machine/values.ts'
import { natives } from './natives.ts'

const [functions] = plainObject(
  [
    ...[...natives].map(([name, native]) => [name, new Fn(undefined, undefined, native)] as const),
    ['pi', Math.PI],
  ],
  '::',
).layers

/** The value of `std`. All its fields are hidden. */
export function standardLibrary(filename: string): Obj {
  const [file] = plainObject([['thisFile', filename]], '::').layers
  return new Obj([functions, file].filter((layer) => layer !== undefined))
}
