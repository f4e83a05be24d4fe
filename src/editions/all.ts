// The list of editions, newest first. To remove an edition, delete its folder and its line here.
import type { Edition, Place } from './edition.ts'
import { v0_2 } from './v0.2/edition.ts'
import { v0_4 } from './v0.4/edition.ts'
import { v0_6 } from './v0.6/edition.ts'
import { v0_7 } from './v0.7/edition.ts'
import { v26_2 } from './v26.2/edition.ts'
import { v26_3 } from './v26.3/edition.ts'

/** All editions, newest first. */
export const editions = [v26_3, v26_2, v0_7, v0_6, v0_4, v0_2] as const satisfies readonly Edition[]

/** The newest edition that is released: at the root, and the one that the built-in pages use. */
export const newest: Edition = v26_2

/** Other names of editions, in the configuration and in paths. */
export const aliases: Readonly<Record<string, string>> = { current: newest.name }

/** All names and aliases of editions. */
export const editionNames: readonly string[] = [
  ...editions.map(({ name }) => name),
  ...Object.keys(aliases),
]

/** The editions served at a place by default. */
export const defaultEditionsAt = (place: Place): readonly string[] =>
  editions.filter((one: Edition) => one.defaultPlaces.includes(place)).map(({ name }) => name)
