// In the settings: a button that forgets all browsers on which the second factor was given.
import type { Method } from '#flow/method.ts'
import { input } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import type { Remembered } from '#session/remembered.ts'

const button = 'forget_remembered_devices'

export function createRememberedMethod(remembered: Remembered): Method {
  return {
    name: 'remembered_device',
    settings: {
      buttons: [button],
      async offer(_flow, { account }) {
        const { length: count } = await remembered.list(account)
        return count === 0
          ? []
          : [
              input('default', button, 'submit', {
                value: 'true',
                label: message('settings.forget-devices', { count }),
              }),
            ]
      },
      needsRecentProof: () => false,
      shown: () => ({}),
      async submit(_submission, { account }) {
        return {
          kind: 'change',
          touches: 'traits',
          apply: (current) => current,
          also: async () => void (await remembered.forget(account.identity.id)),
        }
      },
    },
  }
}
