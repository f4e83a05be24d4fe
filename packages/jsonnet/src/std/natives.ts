import type { Native } from '../machine/values.ts'
import { arrays } from './arrays.ts'
import { encoding } from './encoding.ts'
import { formatting } from './format.ts'
import { manifest } from './manifest.ts'
import { math } from './math.ts'
import { objects } from './objects.ts'
import { parsing } from './parse.ts'
import { sorting } from './sort.ts'
import { strings } from './strings.ts'
import { types } from './types.ts'

/** The functions of the standard library by name. https://jsonnet.org/ref/stdlib.html */
export const natives: ReadonlyMap<string, Native> = new Map(
  [
    ...types,
    ...math,
    ...strings,
    ...formatting,
    ...parsing,
    ...encoding,
    ...manifest,
    ...arrays,
    ...sorting,
    ...objects,
  ].map((native) => [native.name.slice('std.'.length), native]),
)
