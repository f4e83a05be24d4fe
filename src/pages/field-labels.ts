import type { Texts } from '#languages/translation.ts'

/** A label for a field that has none: ours, or one made from the last part of its name. */
export function labelFromName(
  name: string,
  { fields, signIn }: Pick<Texts, 'fields' | 'signIn'>,
): string {
  const own = ({ ...fields, ...signIn.fields } as Readonly<Record<string, string>>)[name]
  if (own !== undefined) return own
  const last = name.split('.').at(-1) ?? name
  const spaced = last
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
