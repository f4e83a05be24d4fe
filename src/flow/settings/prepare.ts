import { StaleVersion } from '#identity/identity-store.ts'
import type { Flow } from '../flow.ts'
import type { FlowStore } from '../flow-store.ts'
import type { Method, SettingsScope } from '../method.ts'

export type PrepareParts = { readonly methods: () => readonly Method[]; readonly flows: FlowStore }

const mostTries = 4

/** Stores in the flow what methods need before they can be offered. */
export function createPrepare({ methods, flows }: PrepareParts) {
  /** Stores nothing. Answers the same flow when nothing is missing. */
  async function prepare(flow: Flow, scope: SettingsScope): Promise<Flow> {
    let prepared = flow
    for (const { settings } of methods())
      prepared = (await settings?.prepare?.(prepared, scope)) ?? prepared
    return prepared
  }

  return {
    prepare,

    /** Stores what was missing. */
    async complete(flow: Flow, scope: SettingsScope): Promise<Flow> {
      const { transientPayload, form } = flow
      let current = flow
      for (let tries = 1; ; tries++) {
        const prepared = await prepare(current, scope)
        if (prepared === current) return current
        try {
          return {
            ...(await flows.update({ ...prepared, transientPayload: undefined })),
            transientPayload,
          }
        } catch (error) {
          if (!(error instanceof StaleVersion) || tries === mostTries) throw error
          // NOTE another request shows or submits the same flow: what it has prepared is good for
          // both
          current = {
            ...((await flows.find('settings', flow.id)) ?? current),
            transientPayload,
            form,
          }
        }
      }
    },
  }
}
