import {
  presentAdministered,
  presentFlow,
  presentIdentity,
  presentSession,
} from '#editions/newest.ts'
import { placePrefixes, withQuery } from '#editions/edition.ts'
import type { Flow } from '#flow/flow.ts'
import type { Presenter } from '#hooks/web-hook/context.ts'
import type { Identity } from '#identity/identity.ts'
import type { Json } from '#lib/json.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { configOf, type Runtime } from './runtime.ts'
import { placesOf } from './mounts.ts'

/** Hooks and programs get flows, identities and sessions as the newest edition presents them. */
export function createPresenter(runtime: Runtime): Presenter {
  const render = createMessageRenderer()
  const publicUrl = () => configOf(runtime).public.baseUrl
  const action = ({ kind, id }: Flow) =>
    withQuery(`${placesOf(configOf(runtime), placePrefixes.root).publicUrl}/self-service/${kind}`, {
      flow: id,
    })
  return {
    // NOTE without the fields, which hold what was typed and the anti-forgery token
    flow: (flow) =>
      presentFlow(
        flow,
        { messages: flow.form.messages, nodes: [] },
        { render, action: action(flow), csrfToken: '' },
      ) as unknown as Json,
    identity: (identity) => presentWithAdminMetadata(identity, publicUrl()),
    session: (session, identity) =>
      presentSession(session, true, presentIdentity(identity, publicUrl())),
  }
}

/** With the metadata that only administrators see, where there is some. */
function presentWithAdminMetadata(identity: Identity, publicUrl: string): Json {
  const { metadata_admin, ...rest } = presentAdministered({ identity, credentials: [] }, publicUrl)
  return {
    ...rest,
    ...(metadata_admin === null || metadata_admin === undefined ? {} : { metadata_admin }),
  }
}
