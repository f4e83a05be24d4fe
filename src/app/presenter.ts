import {
  flowText,
  presentAdministered,
  presentIdentity,
  presentSession,
  shapeOfV26_2,
} from '#editions/newest.ts'
import { placePrefixes } from '#editions/edition.ts'
import { formForOthers } from '#flow/ending.ts'
import type { Flow } from '#flow/flow.ts'
import type { UiNode } from '#flow/ui-node.ts'
import type { Presenter } from '#hooks/web-hook/context.ts'
import type { Identity } from '#identity/identity.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import { withQuery } from '#lib/url.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { configOf, type Runtime } from './runtime.ts'
import { placesOf } from './mounts.ts'

/**
 * Presents flows, identities and sessions to hooks and programs in the JSON of the newest edition.
 */
export function createPresenter(runtime: Runtime): Presenter {
  const render = createMessageRenderer()
  const texts = new WeakMap<UiNode, string>()
  const publicUrl = () => configOf(runtime).public.baseUrl
  const action = ({ kind, id }: Flow) =>
    withQuery(`${placesOf(configOf(runtime), placePrefixes.root).publicUrl}/self-service/${kind}`, {
      flow: id,
    })
  return {
    // NOTE without the anti-forgery token, by which somebody could act for the person
    flow: (flow, form = { messages: flow.form.messages, nodes: [] }) =>
      JSON.parse(
        flowText(flow, formForOthers(form), {
          shape: shapeOfV26_2,
          render,
          texts,
          action: action(flow),
          csrfToken: '',
        }),
      ) as JsonObject,
    identity: (identity) => presentWithAdminMetadata(identity, publicUrl()),
    session: (session, identity) =>
      presentSession(session, true, presentIdentity(identity, publicUrl()), shapeOfV26_2),
  }
}

/** An identity with `metadata_admin`, left out when empty. */
function presentWithAdminMetadata(identity: Identity, publicUrl: string): Json {
  const { metadata_admin, ...rest } = presentAdministered({ identity }, publicUrl)
  return {
    ...rest,
    ...(metadata_admin === null || metadata_admin === undefined ? {} : { metadata_admin }),
  }
}
