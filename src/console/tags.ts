// The building blocks of the console's views.
import { attributes, html, type Html, type Value, type Words } from '#pages/html.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import { consolePath, tokenField, type FormToken } from './form-token.ts'
import { momentText } from './languages/formats.ts'
import { texts } from './texts.ts'

export type Column<T> = {
  readonly label: Words | Html
  readonly cell: (row: T) => Value
  /** Left out on narrow screens. */
  readonly isMinor?: boolean
  readonly sorted?: 'ascending' | 'descending' | undefined
}

/** A table, whose first column is the heading of each row. */
export const table = <T>(caption: Words, columns: readonly Column<T>[], rows: readonly T[]): Html =>
  html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({ label, isMinor, sorted }) =>
              html`<th
                ${attributes({ scope: 'col', class: isMinor && 'minor', 'aria-sort': sorted })}
              >
                ${label}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map(({ cell, isMinor }, at) =>
                at === 0
                  ? html`<th scope="row">${cell(row)}</th>`
                  : html`<td ${attributes({ class: isMinor && 'minor' })}>${cell(row)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

/** What stands where there is nothing to show, and what to do then. */
export const empty = (title: Words, hint: Value): Html =>
  html`<div class="empty">
    <p class="empty-title">${title}</p>
    <p>${hint}</p>
  </div>`

export type Tone = 'good' | 'plain' | 'warn' | 'bad'

/** `a, b` */
export const listed = (all: readonly Value[]): Value => all.map((one, at) => [at > 0 && ', ', one])

/** A state in one or two words. */
export const badge = (tone: Tone, text: Words): Html =>
  html`<span class="tag tag-${tone}">${text}</span>`

/** Labels and values. */
export const facts = (all: readonly (readonly [label: Words, value: Value])[]): Html =>
  html`<dl class="pairs">
    ${all.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

/** A text with a button that copies it, where scripts run. */
export const copyable = (text: string): Html =>
  html`<span class="mono" data-copy="${texts.copy}" data-copied="${texts.copied}">${text}</span>`

/** A form that does something, for who may do it. `fields` are sent along. */
export const post = (
  path: string,
  token: FormToken,
  fields: Readonly<Record<string, string>>,
  content: Value,
): Html =>
  token.may(path)
    ? html`<form class="act" method="post" action="${consolePath}${path}">
    ${tokenInput(token)}
    ${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    ${content}
  </form>`
    : html``

/** The hidden field that says whose form it is. */
export const tokenInput = ({ text }: FormToken): Html =>
  html`<input type="hidden" name="${tokenField}" value="${text}" />`

/** `about`: what it is about, for screen readers, where several buttons have the same text. */
export const button = (
  kind: 'primary' | 'secondary' | 'danger',
  text: Words,
  about?: Value,
): Html =>
  html`<button class="button button-${kind}">
    ${text}${about !== undefined && html`<span class="unseen"> ${about}</span>`}
  </button>`

/** A part of a page with a heading. */
export const panel = (title: Words, body: Value, lead?: Value): Html =>
  html`<section class="panel">
    <h2>${title}</h2>
    ${lead !== undefined && html`<p class="hint">${lead}</p>`} ${body}
  </section>`

/** The moment, or a dash where there is none. */
export const time = (at: Timestamp | undefined): Html =>
  at === undefined
    ? html`<span class="none">${texts.none}</span>`
    : html`<time datetime="${toRfc3339(at)}">${momentText(at)} UTC</time>`

/** How long ago, or until, for tables; the moment itself is its title. */
export function ago(at: Timestamp | undefined, now: Timestamp): Html {
  if (at === undefined) return html`<span class="none">${texts.never}</span>`
  return html`<time datetime="${toRfc3339(at)}" title="${toRfc3339(at)}"
    >${texts.distance(at - now)}</time
  >`
}

/** A page of the console with the parameters that have a value. */
export const urlOf = (
  path: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string => {
  const given = Object.entries(parameters).filter(
    (one): one is [string, string] => one[1] !== undefined && one[1] !== '',
  )
  const url = `${consolePath}${path}`
  return given.length === 0 ? url : withQuery(url, Object.fromEntries(given))
}

/** The links between the pages of a list. */
export const pager = (first: string | undefined, next: string | undefined): Html =>
  first === undefined && next === undefined
    ? html``
    : html`<nav class="pager" aria-label="${texts.pages.label}">
        ${
          first !== undefined &&
          html`<a class="button button-secondary" href="${first}">${texts.pages.first}</a>`
        }
        ${
          next !== undefined &&
          html`<a class="button button-secondary" rel="next" href="${next}">${texts.pages.next}</a>`
        }
      </nav>`

/** A field for a text. */
export const textPick = (
  label: Words,
  input: Parameters<typeof attributes>[0],
  isWide = false,
): Html =>
  html`<label class="pick${isWide && ' pick-wide'}"
    ><span>${label}</span>
    <input ${attributes(input)} />
  </label>`

/** For texts that are no words, such as addresses and ids: nothing is completed or corrected. */
export const asTyped = {
  autocomplete: 'off',
  autocapitalize: 'none',
  spellcheck: 'false',
} as const

/** A choice among a few values, in a form of filters. */
export const choice = (
  name: string,
  label: Words,
  options: readonly (readonly [value: string, text: Words])[],
  chosen: string | undefined,
): Html =>
  html`<label class="pick"
    ><span>${label}</span>
    <select name="${name}">
      ${options.map(
        ([value, text]) =>
          html`<option ${attributes({ value, selected: value === (chosen ?? '') })}>
            ${text}
          </option>`,
      )}
    </select></label
  >`
