// A trial sign-in at a provider, and what it has shown.
import type { ProviderTrial, TestResult } from '#flow/federation/provider-test.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { explainedFirst } from '../languages/explained.ts'
import type { Context } from '../routes.ts'
import { copyable, panel, table, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { providersTexts as labels } from './texts.ts'

export function trialView(
  { id, provider, expiresAt, result, loginUrl }: ProviderTrial & { readonly loginUrl: string },
  { speech: { render } }: Pick<Context, 'speech'>,
): ConsolePage {
  const url = withQuery(loginUrl, { flow: id })
  return {
    title: labels.trial(provider),
    section: 'providers',
    body: html`<div class="head">
        <h1>${labels.trial(provider)}</h1>
        <p>${labels.trialLead}</p>
      </div>
      ${
        result
          ? resultOf(result, render)
          : panel(
              labels.open,
              html`<p>${copyable(url)}</p>
                <p class="hint below">${labels.until} ${time(expiresAt)}. ${labels.waits}</p>
                <div class="actions">
                  <a class="button button-primary" href="${url}" target="_blank" rel="noopener"
                    >${labels.open}</a
                  >
                  <a class="button button-secondary" href="${urlOf(`/providers/${id}`)}"
                    >${labels.reload}</a
                  >
                </div>`,
              labels.openLead,
            )
      }
      <div class="pager">
        <a class="button button-secondary" href="${urlOf('/providers')}">${labels.all}</a>
      </div>`,
  }
}

function resultOf(result: TestResult, render: MessageRenderer): Html {
  const { idTokenClaims, userinfo, mapperInput, output } = result
  const documents = [
    [labels.idToken, idTokenClaims],
    [labels.userinfo, userinfo],
    [labels.input, mapperInput],
    [labels.output, output],
  ] as const
  return html`${verdict(result, render)}
  ${documents.map(
    ([title, json]) =>
      json !== undefined &&
      panel(title, html`<pre class="wraps">${JSON.stringify(json, undefined, 2)}</pre>`),
  )}`
}

function verdict({ fault, problems }: TestResult, render: MessageRenderer): Html {
  if (fault)
    return panel(
      labels.result,
      html`<p class="mark mark-bad">${labels.failed[fault.step]}</p>
        <p class="below">${explainedFirst(fault.reason)}</p>
        ${fault.messages.map((one) => html`<p>${render(one).text}</p>`)}`,
    )
  if (problems.length === 0)
    return panel(labels.result, html`<p class="mark mark-good">${labels.worked}</p>`)
  return panel(
    labels.unfit,
    table(
      labels.unfitCaption,
      [
        { label: labels.field, cell: ({ field }) => field ?? texts.none },
        { label: labels.problem, cell: ({ message }) => render(message).text },
      ],
      problems,
    ),
  )
}
