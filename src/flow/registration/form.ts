import { credentialTable, credentialTypes } from '#identity/credential-types.ts'
import { isObject } from '#lib/json.ts'
import type { IdentitySchema, TraitField } from '#schema/identity-schema.ts'
import { fill } from '../form.ts'
import type { Flow } from '../flow.ts'
import type { MethodCall } from '../method-call.ts'
import type { Method, RegistrationStage } from '../method.ts'
import { inOrder, placeOf } from '../node-order.ts'
import { termsLink } from '../terms-link.ts'
import { traitNode } from '../trait-node.ts'
import { input, type Form, type UiNode } from '../ui-node.ts'

export type RegistrationFormParts = MethodCall & {
  readonly methods: () => readonly Method[]
  readonly settings: () => {
    readonly style: 'unified' | 'profile_first'
    readonly traitsGroup: 'default' | 'password'
  }
}

/** Groups by which one may sign up instead of with a password. */
const choices: readonly string[] = credentialTypes.filter(
  (type) =>
    type !== 'password' &&
    (credentialTable[type].places.registration ?? 0) > 0 &&
    credentialTable[type].factor !== 'none',
)

/** The step that a registration is in. */
export function stageOf(
  flow: Flow,
  style: 'unified' | 'profile_first',
  schema: IdentitySchema,
): RegistrationStage {
  if (style === 'unified') return { kind: 'whole', schema }
  const remembered = flow.memory['profile']
  return {
    kind: isObject(remembered) && remembered['screen'] === 'credential' ? 'credential' : 'profile',
    schema,
  }
}

/** The traits of an earlier step. */
export function rememberedTraits(flow: Flow): Readonly<Record<string, unknown>> | undefined {
  const remembered = flow.memory['profile']
  return isObject(remembered) && isObject(remembered['traits']) ? remembered['traits'] : undefined
}

/** Makes the registration form: the traits of the schema and the nodes that the methods offer. */
export function showRegistration(
  parts: RegistrationFormParts,
  flow: Flow,
  schema: IdentitySchema,
): Form {
  const stage = stageOf(flow, parts.settings().style, schema)
  const continued = parts
    .methods()
    .find((method) => method.name === flow.active)
    ?.registration?.continued?.(flow, stage, parts)
  const traitsGroup = parts
    .methods()
    .find((method) => method.name === flow.active)
    ?.registration?.asksFor?.(flow, parts)
  const group = traitsGroup ?? (stage.kind === 'whole' ? parts.settings().traitsGroup : 'default')
  const isHidden =
    traitsGroup === undefined && (stage.kind === 'credential' || continued !== undefined)
  const linksOf = ({ name }: TraitField) =>
    isHidden
      ? []
      : schema.terms.filter((one) => one.name === name).flatMap((one) => termsLink(one, group))
  const traits = schema.fields.flatMap((field) => [
    traitNode(field, group, isHidden),
    ...linksOf(field),
  ])
  const offered =
    continued ??
    parts.methods().flatMap((method) => method.registration?.offer(flow, stage, parts) ?? [])
  const nodes = [
    input('default', 'csrf_token', 'hidden', { required: true, value: '' }),
    ...traits,
    ...offered,
  ]
  return fill(arrange(nodes), flow, (withoutNode, filled) => arrange([...filled, ...withoutNode]))
}

/**
 * The published order: the token, the traits, then each method. A password comes right after the
 * first trait, unless there are other groups to choose from.
 */
function arrange(nodes: readonly UiNode[]): readonly UiNode[] {
  const named = (node: UiNode) => (node.type === 'input' ? node.name : node.id)
  const hasChoice = nodes.some((node) => choices.includes(node.group))
  const isField = (node: UiNode) =>
    node.group === 'default' ||
    (node.group === 'password' && named(node).startsWith('traits.')) ||
    (named(node) === 'password' && !hasChoice)
  const fields = nodes.filter((node) => isField(node) && named(node) !== 'password')
  const password = nodes.filter((node) => named(node) === 'password' && !hasChoice)
  const firstTrait = fields.findIndex((node) => named(node).startsWith('traits.'))
  const inFields = [
    ...fields.slice(0, firstTrait + 1),
    ...password,
    ...fields.slice(firstTrait + 1),
  ]
  const rest = inOrder(
    nodes.filter((node) => !isField(node)),
    'registration',
  )
  return [
    ...rest.filter((node) => placeOf(node, 'registration') < 0),
    ...inFields,
    ...rest.filter((node) => placeOf(node, 'registration') >= 0),
  ]
}
