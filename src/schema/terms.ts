// The traits of a schema that are the acceptance of terms.
import { message, type Message } from '#messages/message.ts'
import type { Terms } from './own-extension.ts'
import type { TraitsTree } from './traits-tree.ts'

export type TermsTrait = Terms & {
  /** The path with dots: `traits.terms.usage`. */
  readonly name: string
  /** The same without `traits`, in parts. */
  readonly path: readonly string[]
  readonly label: Message | undefined
  /** Nobody has an account without them: the trait, and every object around it, must be there and be true. */
  readonly isMandatory: boolean
}

/** In the order of the schema. */
export function termsIn(
  place: TraitsTree,
  path: readonly string[] = [],
  isRequired = true,
): readonly TermsTrait[] {
  const own =
    place.terms === undefined
      ? []
      : [
          {
            ...place.terms,
            name: place.name,
            path,
            label:
              place.title === undefined
                ? undefined
                : message('node.trait', { title: place.title, name: place.name }),
            isMandatory: isRequired && place.required && place.mustBeTrue,
          },
        ]
  return [
    ...own,
    ...[...place.members].flatMap(([key, member]) =>
      termsIn(member, [...path, key], isRequired && place.required),
    ),
  ]
}

/** What is wrong with terms at places where nothing can be accepted. */
export function termsFaults(
  place: TraitsTree,
  inList = false,
): readonly { readonly pointer: string; readonly reason: string }[] {
  const isBox = place.types.length === 1 && place.types[0] === 'boolean'
  const pointer = `/properties/${place.name.replaceAll('.', '/properties/')}`
  const own =
    place.terms === undefined || (isBox && !inList)
      ? []
      : [{ pointer, reason: 'terms are accepted by a trait of type boolean, outside of lists' }]
  return [
    ...own,
    ...[...place.members.values()].flatMap((member) => termsFaults(member, inList)),
    ...(place.items ? termsFaults(place.items, true) : []),
  ]
}
