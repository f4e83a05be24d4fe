// The list of the audit trail, with its filters and export.
import { actions, actorKinds, type ChainedEntry } from '#audit/entry.ts'
import { exportFormats } from '#audit/present.ts'
import type { Timestamp } from '#lib/time.ts'
import { html, type Html, type Words } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import { ago, asTyped, choice, empty, pager, panel, post, table, textPick, urlOf } from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import { actorLink, targetLink } from './names.ts'
import type { PeopleNames } from '../people/link.ts'
import { isFiltered, type AuditQuery, type FilterName } from './read.ts'
import { texts } from './texts.ts'

export type AuditList = {
  readonly query: AuditQuery
  readonly shown: readonly ChainedEntry[]
  readonly names: PeopleNames
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
  /** How many an export has at most. */
  readonly mostExported: number
}

export function auditView(list: AuditList, { token }: Pick<Context, 'token'>): ConsolePage {
  const { query, shown, names, isFirst, next, now } = list
  const { parameters } = query
  return {
    title: texts.title,
    section: 'audit',
    body: html`<div class="head">
        <h1>${texts.title}</h1>
        <a class="button button-secondary" href="${urlOf('/audit/verification')}"
          >${texts.verify}</a
        >
      </div>
      ${filters(query)}
      ${
        shown.length > 0
          ? auditTable(shown, names, now)
          : isFiltered(query)
            ? empty(texts.notFound, texts.notFoundHint)
            : empty(texts.none, texts.noneHint)
      }
      ${pager(
        isFirst ? undefined : urlOf('/audit', parameters),
        next === undefined ? undefined : urlOf('/audit', { ...parameters, after: next }),
      )}
      ${shown.length > 0 && exports(list, token)}`,
  }
}

/** Entries of the trail, here and on the page of a person. */
export const auditTable = (
  shown: readonly ChainedEntry[],
  names: PeopleNames,
  now: Timestamp,
): Html =>
  table(
    texts.caption,
    [
      {
        label: texts.action,
        cell: ({ id, action, fields, count }) =>
          html`<a href="${urlOf(`/audit/${id}`)}">${action}</a
            >${
              (fields.length > 0 || count !== undefined) &&
              html`<span class="sub">${[...(count === undefined ? [] : [count]), ...fields].join(', ')}</span>`
            }`,
      },
      { label: texts.actor, cell: (entry) => actorLink(entry, names) },
      { label: texts.target, cell: ({ target }) => targetLink(target, names), isMinor: true },
      {
        label: texts.client,
        cell: ({ client }) => client ?? html`<span class="none">${consoleTexts.none}</span>`,
        isMinor: true,
      },
      { label: texts.at, cell: ({ at }) => ago(at, now) },
    ],
    shown,
  )

function filters(query: AuditQuery): Html {
  const { parameters } = query
  const kinds = 'actor-kinds'
  return html`<form class="filters" method="get" action="${urlOf('/audit')}">
    ${choice(
      'action',
      texts.action,
      [['', consoleTexts.filter.any], ...actions.map((one) => [one, one] as const)],
      parameters.action,
    )}
    ${textFilter('actor', texts.actor, parameters, { placeholder: texts.actorHint, list: kinds })}
    <datalist id="${kinds}">
      ${actorKinds.map((one) => html`<option value="${one}"></option>`)}
    </datalist>
    ${textFilter('target', texts.target, parameters, { placeholder: texts.targetHint })}
    ${textFilter('request', texts.request, parameters, { placeholder: texts.targetHint })}
    ${timeFilter('from', texts.from, parameters)} ${timeFilter('to', texts.to, parameters)}
    <button class="button button-secondary">${consoleTexts.filter.apply}</button>
    ${
      isFiltered(query) &&
      html`<a class="plain" href="${urlOf('/audit')}">${consoleTexts.filter.reset}</a>`
    }
  </form>`
}

type Parameters = AuditQuery['parameters']

const textFilter = (
  name: FilterName,
  label: Words,
  parameters: Parameters,
  more: Readonly<Record<string, Words>>,
): Html => textPick(label, { name, value: parameters[name] ?? '', ...asTyped, ...more })

const timeFilter = (name: 'from' | 'to', label: Words, parameters: Parameters): Html =>
  textPick(label, { name, type: 'datetime-local', step: 'any', value: parameters[name] ?? '' })

const exports = ({ query, mostExported }: AuditList, token: FormToken): Html =>
  panel(
    texts.exports,
    post(
      '/audit/export',
      token,
      Object.fromEntries(
        Object.entries(query.parameters).filter(([, value]) => value !== undefined),
      ),
      html`<div class="row">
        ${exportFormats.map(
          (format) =>
            html`<button class="button button-secondary" name="format" value="${format}">
              ${texts.formats[format]}
            </button>`,
        )}
      </div>`,
    ),
    texts.exportLead(mostExported),
  )
