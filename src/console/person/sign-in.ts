// How a person signs in: methods, recovery, second factors, remembered devices.
import { credentialTable, setUpSecondFactors } from '#identity/credential-types.ts'
import type { Credential } from '#identity/credential.ts'
import type { FactorReset } from '#identity/factor-reset-store.ts'
import type { Account } from '#identity/identity-store.ts'
import { deviceName } from '#lib/device-name.ts'
import { isObject } from '#lib/json.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { RememberedDevice } from '#session/remembered-store.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import { badge, button, empty, panel, post, time } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'
import { impersonationPanel } from './impersonation.ts'

const labels = texts.person

export type SignInFacts = {
  readonly account: Account
  /** A reset of the second factors that waits. */
  readonly reset: FactorReset | undefined
  readonly devices: readonly RememberedDevice[]
  readonly hasImpersonation: boolean
}

export function signInView(
  { account, reset, devices, hasImpersonation }: SignInFacts,
  { token }: Pick<Context, 'token'>,
): ConsolePage {
  const { id } = account.identity
  return personPage(
    account,
    'signIn',
    html`<div class="panels">
      <div>${panel(labels.methods, methods(account, token))}</div>
      <div>
        ${
          token.may(`${personPath(id)}/recovery`) &&
          panel(labels.recover, recovery(id, token), labels.recoverLead)
        }
        ${impersonationPanel(id, token, hasImpersonation)}
        ${panel(labels.factors, factors(account, reset, token))}
        ${panel(labels.devices, remembered(id, devices, token))}
      </div>
    </div>`,
  )
}

function methods({ identity, credentials }: Account, token: FormToken): Html {
  if (credentials.length === 0) return empty(labels.noMethods, '')
  return html`<ul class="items">
    ${credentials.map((credential) => method(identity.id, credential, token))}
  </ul>`
}

function method(id: string, credential: Credential, token: FormToken): Html {
  const { type, identifiers, createdAt } = credential
  const { removal } = credentialTable[type]
  const name = labels.methodNames[type]
  const remove = (identifier: string) =>
    post(
      `${personPath(id)}/credentials`,
      token,
      { type, identifier },
      button('danger', labels.remove, identifier === '' ? name : html`${name} ${identifier}`),
    )
  const accounts = removal === 'account'
  const unset = removal === 'secret' && !hasContent(credential)
  return html`<li>
    <div class="row">
      <strong>${name} ${unset && badge('plain', labels.unset)}</strong>
      ${(removal === 'whole' || (removal === 'secret' && !unset)) && remove('')}
    </div>
    <span class="sub">${labels.since} ${time(createdAt)}</span>
    ${
      accounts
        ? identifiers.map((one) => html`<div class="row"><span>${one}</span> ${remove(one)}</div>`)
        : credentialTable[type].identifiers === 'traits' &&
          identifiers.length > 0 &&
          html`<span class="sub">${identifiers.map((one, at) => html`${at > 0 && ', '}${breakable(one)}`)}</span>`
    }
    ${keysOf(credential).map((key) => html`<span class="sub">${key}</span>`)}
  </li>`
}

const hasContent = ({ config }: Credential): boolean => Object.keys(config).length > 0

/** The names of security keys and passkeys. */
function keysOf({ type, config }: Credential): readonly string[] {
  const { entries, removal } = credentialTable[type]
  const list: unknown = entries && removal !== 'account' ? config[entries.list] : undefined
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    isObject(one) && typeof one['display_name'] === 'string' ? [one['display_name']] : [],
  )
}

const recovery = (id: string, token: FormToken): Html =>
  html`<div class="row">
    ${post(`${personPath(id)}/recovery`, token, { by: 'code' }, button('secondary', labels.makeCode))}
    ${post(`${personPath(id)}/recovery`, token, { by: 'link' }, button('secondary', labels.makeLink))}
  </div>`

function factors(
  { identity, credentials }: Account,
  reset: FactorReset | undefined,
  token: FormToken,
) {
  const path = `${personPath(identity.id)}/factors`
  if (reset)
    return html`<p>${labels.resetDue} ${time(reset.dueAt)}.</p>
      ${post(`${path}/cancel`, token, {}, button('primary', labels.cancelReset))}`
  const isSetUp = credentials.some(
    (one) => setUpSecondFactors.includes(one.type) && hasContent(one),
  )
  if (!isSetUp) return html`<p class="none">${labels.noFactors}</p>`
  if (!token.may(`${path}/reset`)) return html`<p>${labels.hasFactors}</p>`
  return html`<p class="hint">${labels.factorsLead}</p>
    ${post(`${path}/reset`, token, {}, button('danger', labels.reset))}`
}

function remembered(id: string, devices: readonly RememberedDevice[], token: FormToken): Html {
  if (devices.length === 0) return html`<p class="none">${labels.noDevices}</p>`
  return html`<ul class="items">
      ${devices.map(
        ({ userAgent, expiresAt }) =>
          html`<li>
            ${deviceName(userAgent, texts.sessions.browserOn) ?? texts.sessions.unknownDevice}
            <span class="sub">${labels.expires} ${time(expiresAt)}</span>
          </li>`,
      )}
    </ul>
    <div class="actions">
      ${post(`${personPath(id)}/devices/forget`, token, {}, button('secondary', labels.forget))}
    </div>`
}
