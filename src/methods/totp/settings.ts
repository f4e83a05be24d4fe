import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { SettingsMethod, SettingsScope } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { isSet, stringField } from '#flow/submission.ts'
import { input, type UiNode } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { because, type Because } from '#messages/reasons.ts'
import { newAuthenticator, secretOf, stepOf } from './authenticator.ts'
import { readTotpCredential } from './credential.ts'
import { qrImage, qrSize } from './qr-image.ts'
import type { TotpParts } from './parts.ts'

const has = (account: Account): boolean =>
  readTotpCredential(credentialOf(account, 'totp')?.config) !== undefined
const generic = (why: Because) =>
  new InvalidInput([{ message: message('validation.generic', why) }])

/** Sets up an authenticator app with the secret that the form shows, or removes it. */
export function totpSettings({ accounts, encryption, issuer, clock }: TotpParts): SettingsMethod {
  return {
    async prepare(flow, scope) {
      if (has(scope.account) || shownIn(flow) !== undefined) return flow
      const url = await newAuthenticator(issuer(), nameOf(scope))
      return {
        ...flow,
        memory: { ...flow.memory, totp: { setup: encryption.encryptSetup(url, flow.id) } },
      }
    },

    async offer(flow, { account }) {
      if (has(account))
        return [
          input('totp', 'totp_unlink', 'submit', {
            value: 'true',
            required: true,
            label: message('settings.remove-totp'),
          }),
        ]
      const url = shownIn(flow)
      return url === undefined ? [] : setupNodes(url)
    },

    buttons: ['totp_unlink'],
    needsRecentProof: () => true,
    shown: () => ({}),

    async submit(submission, { account }, flow) {
      if (has(account)) {
        if (!isSet(submission, 'totp_unlink')) throw generic(because('app-there'))
        return {
          kind: 'change',
          touches: 'totp',
          apply: (latest) => accounts.withoutCredential(latest, 'totp'),
        }
      }
      const code = stringField(submission, 'totp_code') ?? ''
      if (code === '') throw new InvalidInput([requiredField('totp_code')])
      const url = shownIn(flow)
      if (url === undefined) throw generic(because('app-key-gone'))
      const step = await stepOf(url, code, clock())
      if (step === undefined)
        throw new InvalidInput([{ field: 'totp_code', message: message('validation.totp-wrong') }])
      const credential = encryption.credential(url, account.identity.id, step)
      return {
        kind: 'change',
        touches: 'totp',
        apply: (latest) => accounts.withCredential(latest, credential),
        proof: { method: 'totp', aal: 'aal2', completedAt: clock() },
      }
    },
  }

  /** The address that this flow shows until the app is set up. */
  function shownIn(flow: Flow): string | undefined {
    const remembered = flow.memory['totp']
    return isObject(remembered) && typeof remembered['setup'] === 'string'
      ? encryption.decryptSetup(remembered['setup'], flow.id)
      : undefined
  }
}

/** The name of the account in the app. */
function nameOf({ account: { identity }, schema }: SettingsScope): string {
  const { accountName, identifiers } = schema.read(identity.traits)
  return accountName ?? identifiers[0]?.value ?? identity.id
}

async function setupNodes(url: string): Promise<readonly UiNode[]> {
  return [
    {
      type: 'img',
      group: 'totp',
      id: 'totp_qr',
      src: await qrImage(url),
      width: qrSize,
      height: qrSize,
      label: message('settings.totp-qr'),
      messages: [],
    },
    {
      type: 'text',
      group: 'totp',
      id: 'totp_secret_key',
      text: message('settings.totp-secret', { secret: secretOf(url) }),
      label: message('settings.totp-secret-label'),
      messages: [],
    },
    input('totp', 'totp_code', 'text', { required: true, label: message('node.verify-code') }),
    input('totp', 'method', 'submit', { value: 'totp', label: message('node.save') }),
  ]
}
