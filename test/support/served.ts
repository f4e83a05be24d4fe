// Which editions there are to test: those of the list of editions, so that deleting one deletes its
// tests as well.
import { editionNames } from '#editions/all.ts'

/** Whether an edition is on the list, by its name or an alias. */
export const isServed = (name: string): boolean => editionNames.includes(name)

/** Of things of editions those whose edition is on the list. */
export const served = <T extends string | { readonly name: string }>(
  all: readonly T[],
): readonly T[] => all.filter((one) => isServed(typeof one === 'string' ? one : one.name))

/** The same of a table whose keys are names of editions. */
export const servedOf = <T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(table).filter(([name]) => isServed(name)))
