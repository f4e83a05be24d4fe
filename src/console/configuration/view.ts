import type { ShownSetting } from '#config/shown.ts'
import { html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import {
  asTyped,
  badge,
  choice,
  empty,
  facts,
  panel,
  table,
  textPick,
  time,
  urlOf,
} from '../tags.ts'
import { texts } from '../texts.ts'
import type { ConfigurationFacts } from './facts.ts'
import { configurationTexts as labels } from './texts.ts'

export type ConfigurationPage = {
  readonly facts: ConfigurationFacts
  readonly find: string
  readonly showsAll: boolean
  readonly shown: readonly ShownSetting[]
}

export function configurationView(page: ConfigurationPage): ConsolePage {
  const { facts: known, find, showsAll } = page
  return {
    title: labels.title,
    section: 'configuration',
    body: html`<h1>${labels.title}</h1>
      <p class="lead">${labels.lead}</p>
      <div class="panels">
        <div>${state(known)}</div>
        <div>${warnings(known)}</div>
      </div>
      <h2 class="over">${labels.settings}</h2>
      <form class="filters" method="get" action="${urlOf('/configuration')}" data-live="found">
        ${textPick(labels.find, { name: 'find', type: 'search', value: find, ...asTyped })}
        ${choice(
          'show',
          labels.which,
          [
            ['', labels.written],
            ['all', labels.all],
          ],
          showsAll ? 'all' : undefined,
        )}
        <button class="button button-secondary">${texts.filter.apply}</button>
        ${
          (find !== '' || showsAll) &&
          html`<a class="plain" href="${urlOf('/configuration')}">${texts.filter.reset}</a>`
        }
      </form>
      <div id="found">${settings(page)}</div>`,
  }
}

function settings({ shown, find }: ConfigurationPage): Html {
  if (shown.length === 0)
    return find === ''
      ? empty(labels.nothingSet, labels.nothingSetHint)
      : empty(labels.none, labels.noneHint)
  return table(
    labels.caption,
    [
      {
        label: labels.key,
        cell: ({ path }) => html`<span class="mono">${breakableKey(path)}</span>`,
      },
      {
        label: labels.value,
        cell: ({ text, isHidden }) =>
          html`<span class="${isHidden ? 'mono none' : 'mono'}">${text}</span>`,
      },
      {
        label: labels.source,
        cell: ({ source }) => html`<span class="none">${source ?? labels.byDefault}</span>`,
        isMinor: true,
      },
    ],
    shown,
  )
}

/** A line may break before each part of the key. */
const breakableKey = (path: ShownSetting['path']): Html =>
  html`${path.map((key, at) => html`${at > 0 && html`<wbr />.`}${String(key)}`)}`

function state({ revision, files, since, reload }: ConfigurationFacts): Html {
  return panel(
    labels.state,
    html`${facts([
      [labels.readAt, time(since)],
      [
        labels.files,
        files.length > 0 ? html`<span class="mono">${files.join(', ')}</span>` : labels.noFiles,
      ],
      [labels.revision, html`<span class="mono">${revision}</span>`],
      [
        labels.reload,
        reload
          ? html`${time(reload.at)}
            ${
              reload.fault === undefined
                ? badge('good', labels.applied)
                : badge('bad', labels.refused)
            }`
          : labels.noReload,
      ],
    ])}
    ${
      reload?.fault !== undefined &&
      html`<p class="hint below">${labels.refusedLead}</p>
        <pre class="wraps">${reload.fault}</pre>`
    }`,
  )
}

const warnings = ({ warnings: all }: ConfigurationFacts): Html =>
  panel(
    labels.warnings,
    all.length === 0
      ? html`<p class="none">${labels.noWarnings}</p>`
      : html`<ul class="items">
          ${all.map((one) => html`<li>${one}</li>`)}
        </ul>`,
  )
