// The order of the nodes of a form.
import { credentialTable, type Places } from '#identity/credential-types.ts'
import type { NodeGroup, UiNode } from './ui-node.ts'

/** Groups that belong to no type of credential, among the places of those that do. */
const others: Partial<Record<NodeGroup, number>> = { identifier_first: -5, default: 0 }

/** Once a person is known, what is not seen stands before the ways in, whatever its group. */
const unseen = 1

/** The place of a node in a form: below 0 before the fields, Infinity without a place. */
export function placeOf(node: UiNode, form: keyof Places): number {
  const { group } = node
  if (form === 'loginOfKnown' && others[group] === undefined && isUnseen(node)) return unseen
  const place = isType(group) ? credentialTable[group].places[form] : undefined
  return others[group] ?? place ?? Infinity
}

/**
 * The nodes in the order of a form; groups without a place come last. Stable: nodes of one group
 * stay as their method gave them. `last`: groups that go to the end.
 */
export function inOrder(
  nodes: readonly UiNode[],
  form: keyof Places,
  last: readonly string[] = [],
): readonly UiNode[] {
  const isLast = ({ group }: UiNode) => Number(last.includes(group))
  return nodes.toSorted(
    (a, b) => isLast(a) - isLast(b) || compare(placeOf(a, form), placeOf(b, form)),
  )
}

// NOTE a difference would not do: that of two infinities is no number
const compare = (a: number, b: number): number => (a < b ? -1 : Number(a > b))
/** Whether a node shows nothing: it only carries data, or calls a script. */
export const isUnseen = (node: UiNode): boolean =>
  node.type === 'script' || (node.type === 'input' && node.inputType === 'hidden')
const isType = (group: NodeGroup): group is NodeGroup & keyof typeof credentialTable =>
  Object.hasOwn(credentialTable, group)
