import { ownLabels } from './texts.ts'

/** A label for a field that has none, made from the last part of its name. */
export function labelFromName(name: string): string {
  const own = ownLabels[name]
  if (own !== undefined) return own
  const last = name.split('.').at(-1) ?? name
  const spaced = last
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
