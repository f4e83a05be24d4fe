// Whether the trail is as it was written.
import { numberText } from '../languages/formats.ts'
import type { Fault, Verification } from '#audit/verify.ts'
import { html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { facts, panel, table, urlOf } from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import { texts } from './texts.ts'

export function verificationView(found: Verification): ConsolePage {
  const { entries, keys, faultCount, faults, heads } = found
  return {
    title: texts.verified,
    section: 'audit',
    body: html`<div class="head">
        <h1>${texts.verified}</h1>
        <a href="${urlOf('/audit')}">${texts.back}</a>
      </div>
      <p class="notice ${faultCount === 0 ? 'notice-success' : 'notice-wrong'}" role="status">
        ${faultCount === 0 ? texts.whole : texts.broken(faultCount)}
      </p>
      ${faults.length > 0 && faultsOf(faults, faultCount)}
      <div class="panels">
        <div>${panel(texts.heads, headsOf(heads), texts.headsLead)}</div>
        <div>
          ${panel(
            texts.entries,
            facts([
              [texts.entries, numberText(entries)],
              [
                texts.keys,
                html`${Object.entries(keys).map(
                  ([key, count]) => html`<div class="mono">${texts.keyCount(key, count)}</div>`,
                )}`,
              ],
            ]),
          )}
        </div>
      </div>`,
  }
}

const faultsOf = (faults: readonly Fault[], count: number): Html =>
  panel(
    texts.faults,
    table(
      texts.faultsCaption,
      [
        { label: texts.fault, cell: ({ kind }) => texts.faultNames[kind] },
        { label: texts.stream, cell: ({ stream }) => stream },
        { label: texts.position, cell: ({ position }) => position ?? consoleTexts.none },
        {
          label: texts.entry,
          cell: ({ id }) =>
            id === undefined
              ? consoleTexts.none
              : html`<a class="mono" href="${urlOf(`/audit/${encodeURIComponent(id)}`)}"
                  >${id.slice(0, 8)}…</a
                >`,
        },
      ],
      faults,
    ),
    count > faults.length ? texts.firstFaults(faults.length) : undefined,
  )

const headsOf = (heads: Verification['heads']): Html =>
  heads.length === 0
    ? html`<p class="none">${texts.noHeads}</p>`
    : table(
        texts.headsCaption,
        [
          { label: texts.stream, cell: ({ stream }) => stream },
          { label: texts.position, cell: ({ position }) => position },
          {
            label: texts.mac,
            cell: ({ mac }) => html`<span class="mono">${mac || consoleTexts.none}</span>`,
          },
        ],
        heads,
      )
