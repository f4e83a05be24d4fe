import { html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import { button, copyable, empty, facts, panel, post } from '../tags.ts'
import type { ProviderFacts, ProvidersFacts } from './facts.ts'
import { providersTexts as labels } from './texts.ts'

export function listView({ isEnabled, all }: ProvidersFacts, { token }: Context): ConsolePage {
  return {
    title: labels.title,
    section: 'providers',
    body: html`<h1>${labels.title}</h1>
      <p class="lead">${labels.lead}</p>
      ${!isEnabled && html`<p class="notice">${labels.off}</p>`}
      ${
        all.length === 0
          ? empty(labels.none, labels.noneHint)
          : html`<div class="panels even">
              ${all.map((one) => html`<div>${providerPanel(one, isEnabled, token)}</div>`)}
            </div>`
      }`,
  }
}

function providerPanel(provider: ProviderFacts, isEnabled: boolean, token: FormToken): Html {
  const { id, label, preset, clientId, issuer, scope, linking, updatesOnLogin } = provider
  return panel(
    label,
    html`${facts([
      [labels.provider, html`<span class="mono">${id}</span>`],
      [
        labels.kind,
        issuer === undefined ? preset : html`${preset}<span class="sub">${issuer}</span>`,
      ],
      [labels.client, html`<span class="mono">${clientId}</span>`],
      [labels.scope, scope.join(', ')],
      [labels.linking, labels.linkings[linking]],
      [labels.updates, updatesOnLogin ? labels.yes : labels.no],
      ...(provider.organizationId === undefined
        ? []
        : [[labels.organization, provider.organizationId] as const]),
    ])}
      <p class="below"><span class="sub">${labels.callback}</span>${copyable(provider.callbackUrl)}</p>
      ${
        isEnabled &&
        html`<div class="actions">
          ${post('/providers/try', token, { provider: id }, button('primary', labels.try, label))}
        </div>`
      }`,
  )
}
