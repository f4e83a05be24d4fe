import type { TraitField } from '#schema/identity-schema.ts'
import { input, type InputNode, type NodeGroup } from './ui-node.ts'

/** The form field of a trait. */
export function traitNode(field: TraitField, group: NodeGroup, hidden: boolean): InputNode {
  return input(group, field.name, hidden ? 'hidden' : field.inputType, {
    ...(field.required ? { required: true } : {}),
    ...(field.disabled ? { disabled: true } : {}),
    ...(field.label ? { label: field.label } : {}),
    ...(field.autocomplete ? { autocomplete: field.autocomplete } : {}),
    ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
    ...(field.options ? { options: field.options } : {}),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
  })
}
