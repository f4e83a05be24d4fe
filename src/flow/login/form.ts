import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { Autocomplete, IdentitySchemas } from '#schema/identity-schema.ts'
import type { Remembered } from '#session/remembered.ts'
import { typedIdentifiers } from '#identity/credential-types.ts'
import { pendingLink } from '../federation/linking.ts'
import { providerTestOf, type ProviderTest } from '../federation/provider-test.ts'
import { beforeSubmit, fill } from '../form.ts'
import type { Flow } from '../flow.ts'
import type { MethodCall } from '../method-call.ts'
import type { LoginMethod, LoginStage, Method } from '../method.ts'
import { inOrder, isUnseen } from '../node-order.ts'
import { csrfNode, fixedInput, input, type Form, type InputNode, type UiNode } from '../ui-node.ts'
import { rememberNode } from './remember-box.ts'

export type LoginFormParts = MethodCall & {
  readonly methods: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly identities: IdentityStore
  readonly remembered: Pick<Remembered, 'isOn'>
  /** Whether somebody with a taken identifier is told how its owner signs in. */
  readonly hints: () => boolean
  readonly settings: () => { readonly style: 'unified' | 'identifier_first' }
}

/** Makes the login form of the nodes that the methods offer. */
export function createLoginForm(parts: LoginFormParts) {
  return {
    async show(flow: Flow): Promise<Form> {
      const test = providerTestOf(flow)
      if (test) return testForm(flow, test)
      const stage = await stageOf(flow)
      const continued = firstOf(parts.methods(), ({ login }) =>
        login?.continued?.(flow, stage, parts),
      )
      if (continued) return fill([...continued, ...boxes(flow)], flow, beforeSubmit)
      const offers = parts.methods().flatMap(({ login }) => {
        const nodes = login?.offer(flow, stage, parts) ?? []
        return nodes.length === 0 ? [] : [{ nodes, ...login }]
      })
      const offered = offers.flatMap(({ nodes }) => nodes)
      // NOTE as published, there is nothing to fill in for somebody without a second factor
      if (flow.requestedAal === 'aal2' && offered.length === 0)
        return fill(flow.type === 'browser' ? [csrfNode] : [], flow, beforeSubmit)
      if (flow.requestedAal === 'aal2')
        return fill(
          inOrder([csrfNode, ...offered, ...boxes(flow)], 'secondFactor'),
          flow,
          beforeSubmit,
        )
      const nodes =
        parts.settings().style === 'identifier_first' && !flow.refresh && !stage.linking
          ? afterIdentifier([csrfNode, ...offered], stage, flow)
          : inOrder(
              // NOTE as published, an app that can only ask for a code gets no token
              [
                ...(flow.type === 'api' && isAll(offered, 'code') ? [] : [csrfNode]),
                ...identifierNodes(stage, offers, flow.refresh),
                ...offered,
              ],
              'login',
            )
      return fill(nodes, flow, beforeSubmit)
    },

    /** The methods by which the known person could sign in now, and their identifier. */
    async ways(
      flow: Flow,
    ): Promise<{ readonly methods: readonly Method[]; readonly identifier: string }> {
      const stage = await stageOf(flow)
      const offering = (method: Method) =>
        method.login
          ?.offer(flow, stage, parts)
          .some((node) => node.group !== 'identifier_first' && !isUnseen(node)) === true
      return { methods: parts.methods().filter(offering), identifier: stage.identifier ?? '' }
    },
  }

  /** The form of a trial has its provider alone, and nothing once it is done. */
  async function testForm(flow: Flow, { provider, result }: ProviderTest): Promise<Form> {
    const stage = await stageOf(flow)
    const offered = parts
      .methods()
      .flatMap(({ federation, login }) =>
        federation && result === undefined ? (login?.offer(flow, stage, parts) ?? []) : [],
      )
    const its = offered.filter((node) => node.type === 'input' && node.value === provider)
    return fill([csrfNode, ...its], flow, beforeSubmit)
  }

  /** What a browser may choose beside its second factor. */
  function boxes(flow: Flow): readonly UiNode[] {
    const isAsked = flow.requestedAal === 'aal2' && flow.type === 'browser'
    return isAsked && parts.remembered.isOn() ? [rememberNode] : []
  }

  async function stageOf(flow: Flow): Promise<LoginStage> {
    const schemas = parts.schemas()
    const schema = schemas.find(flow.schemaId ?? schemas.defaultId) ?? schemas.list()[0]
    if (!schema) throw new Error('no identity schema is configured')
    if (flow.identityId !== undefined && (flow.refresh || flow.requestedAal === 'aal2')) {
      const account = await parts.identities.find(flow.identityId)
      return {
        kind: 'known',
        schema,
        ...(account ? { account, identifier: firstIdentifier(account) } : {}),
      }
    }
    const link = pendingLink(flow)
    if (link) {
      // NOTE with hints, only the ways are offered that this person has
      const account = parts.hints() ? await parts.identities.find(link.identityId) : undefined
      return {
        kind: 'open',
        schema,
        identifier: link.identifier,
        linking: { provider: link.provider },
        ...(account ? { account } : {}),
      }
    }
    const remembered = flow.memory['identifier_first']
    if (isObject(remembered) && typeof remembered['identifier'] === 'string') {
      const account =
        typeof remembered['identityId'] === 'string'
          ? await parts.identities.find(remembered['identityId'])
          : undefined
      return {
        kind: 'known',
        schema,
        identifier: remembered['identifier'],
        ...(typeof remembered['times'] === 'number'
          ? { identifiersGiven: remembered['times'] }
          : {}),
        ...(account ? { account } : {}),
      }
    }
    return { kind: parts.settings().style === 'identifier_first' ? 'identifier' : 'open', schema }
  }

  /** The identifier, unless it is not known and no method on the form takes one. */
  function identifierNodes(
    stage: LoginStage,
    offers: readonly Pick<LoginMethod, 'takesIdentifier' | 'autocomplete'>[],
    refresh: boolean,
  ): readonly UiNode[] {
    // NOTE as published, whoever is asked for the identifier first is asked for it again
    const isAsked = refresh && parts.settings().style === 'identifier_first'
    const isTaken = offers.some(({ takesIdentifier }) => takesIdentifier === true)
    if (stage.kind === 'known' && !isAsked && !isTaken) return []
    if (stage.kind === 'known' && !isAsked)
      return [input('default', 'identifier', 'hidden', { value: stage.identifier ?? '' })]
    const label = stage.schema.identifierLabel(typedIdentifiers)
    if (stage.linking) {
      const value = stage.identifier ?? ''
      return [input('default', 'identifier', 'hidden', { required: true, value, label })]
    }
    return isTaken
      ? [
          identifierNode(
            label,
            firstOf(offers, (one) => one.autocomplete),
          ),
        ]
      : []
  }
}

/**
 * The form of a login that asks for the identifier first. NOTE as published, the buttons come once
 * more for each time that an identifier was given, and the order differs once there are messages.
 */
function afterIdentifier(
  nodes: readonly UiNode[],
  { kind, identifiersGiven = 1 }: LoginStage,
  flow: Flow,
): readonly UiNode[] {
  if (kind !== 'known') return inOrder(nodes, 'loginByIdentifier')
  const shown = inOrder(nodes, 'loginOfKnown')
  const buttons = shown.filter(
    (node) => node.type === 'input' && node.inputType === 'submit' && node.name === 'method',
  )
  const all = [...shown, ...Array.from({ length: identifiersGiven - 1 }, () => buttons).flat()]
  return flow.form.messages.length > 0 ? inOrder(all, 'login') : all
}

const identifierNodesOf = new WeakMap<Message, Map<Autocomplete | undefined, InputNode>>()

/** The field of the identifier, the same one for a label of a schema. */
function identifierNode(label: Message, autocomplete: Autocomplete | undefined): InputNode {
  const known = identifierNodesOf.get(label) ?? new Map<Autocomplete | undefined, InputNode>()
  const node =
    known.get(autocomplete) ??
    fixedInput('default', 'identifier', 'text', {
      required: true,
      value: '',
      label,
      ...(autocomplete ? { autocomplete } : {}),
    })
  identifierNodesOf.set(label, known.set(autocomplete, node))
  return node
}

/** The first answer that is one. */
function firstOf<Item, Answer>(
  items: readonly Item[],
  answer: (item: Item) => Answer | undefined,
): Answer | undefined {
  for (const item of items) {
    const found = answer(item)
    if (found !== undefined) return found
  }
  return undefined
}

const isAll = (nodes: readonly UiNode[], group: string): boolean =>
  nodes.length > 0 && nodes.every((node) => node.group === group)

function firstIdentifier(account: Account): string {
  for (const type of typedIdentifiers) {
    const identifier = account.credentials.find((one) => one.type === type)?.identifiers[0]
    if (identifier !== undefined) return identifier
  }
  return ''
}
