import { type BudgetKind } from '#shield/budget-store.ts'
import type { ShieldState } from '#identity/shield-administration.ts'
import type { Timestamp } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import { breakable, html, type Html, type Words } from '#pages/html.ts'
import type { Held } from '#shield/shield.ts'
import type { ConsolePage } from '../document.ts'
import { identifierOf, titleOf } from '../people/name.ts'
import type { Context, FormToken } from '../routes.ts'
import { ago, asTyped, badge, button, empty, panel, post, table, textPick, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { isSpent, latelyLimits, type Suspect } from './lately.ts'
import { shieldTexts as labels } from './texts.ts'

export type ShieldPage = {
  /** Who is asked for. */
  readonly of: string | undefined
  readonly isOn: boolean
  readonly state: ShieldState | undefined
  readonly suspects: readonly Suspect[]
  readonly now: Timestamp
}

export function shieldView(page: ShieldPage, { token }: Context): ConsolePage {
  const { of, isOn, state, suspects, now } = page
  return {
    title: of === undefined ? labels.title : html`${of} · ${labels.title}`,
    section: 'shield',
    body: html`<h1>${labels.title}</h1>
      <p class="lead">${labels.lead}</p>
      ${!isOn && html`<p class="notice">${labels.off}</p>`}
      <form class="filters" method="get" action="${urlOf('/shield')}">
        ${textPick(
          labels.of,
          {
            name: 'of',
            type: 'search',
            value: of ?? '',
            'aria-describedby': 'of-hint',
            ...asTyped,
          },
          true,
        )}
        <button class="button button-secondary">${labels.show}</button>
        ${of !== undefined && html`<a class="plain" href="${urlOf('/shield')}">${labels.lately}</a>`}
      </form>
      <p class="hint" id="of-hint">${labels.hint}</p>
      ${
        of === undefined || !state
          ? panel(labels.lately, lately(suspects, now), labels.latelyLead(latelyLimits.entries))
          : panel(labels.heldAgainst(of), stateOf(of, state, token))
      }`,
  }
}

function stateOf(of: string, { held, devices }: ShieldState, token: FormToken): Html {
  return html`${held.length > 0 ? heldTable(held) : empty(labels.nothing, labels.nothingHint)}
    ${held.some(isSpent) && html`<p class="hint below">${labels.waits}</p>`}
    ${devices !== undefined && devices > 0 && html`<p class="hint below">${labels.devices(devices)}</p>`}
    <div class="actions">
      ${held.length > 0 && post('/shield/clear', token, { of }, button('primary', labels.clear))}
      ${
        isUuid(of) &&
        html`<a class="button button-secondary" href="${urlOf(`/people/${of}`)}"
          >${labels.person}</a
        >`
      }
    </div>`
}

const stateTag = (one: Held): Html =>
  isSpent(one) ? badge('bad', labels.held) : badge('warn', labels.counting)

const heldTable = (held: readonly Held[]): Html =>
  table(
    labels.caption,
    [
      { label: labels.kind, cell: ({ kind }) => kindName(kind) },
      { label: labels.state, cell: stateTag },
      { label: labels.spent, cell: ({ spent, tries }) => labels.ofTries(spent, tries) },
      { label: labels.next, cell: ({ refillMs }) => texts.duration(refillMs), isMinor: true },
      {
        label: labels.whole,
        cell: ({ spent, refillMs }) => texts.duration(spent * refillMs),
        isMinor: true,
      },
    ],
    held,
  )

const lately = (suspects: readonly Suspect[], now: Timestamp): Html =>
  suspects.length === 0
    ? empty(labels.calm, labels.calmHint)
    : table(
        labels.latelyCaption,
        [
          {
            label: labels.account,
            cell: ({ account }) => {
              const title = titleOf(account),
                identifier = identifierOf(account)
              return html`<a href="${urlOf('/shield', { of: account.identity.id })}"
                  >${breakable(title)}</a
                >${
                  identifier !== undefined &&
                  identifier !== title &&
                  html`<span class="sub">${breakable(identifier)}</span>`
                }`
            },
          },
          {
            label: labels.state,
            cell: ({ held }) =>
              held.length === 0 ? html`<span class="none">${texts.none}</span>` : worst(held),
          },
          { label: labels.failures, cell: ({ failures }) => failures },
          { label: labels.last, cell: ({ lastAt }) => ago(lastAt, now), isMinor: true },
          { label: labels.networks, cell: ({ networks }) => networksOf(networks), isMinor: true },
        ],
        suspects,
      )

/** The state of the budget of which the least is left. */
function worst(held: readonly Held[]): Html {
  const [first] = held.toSorted((a, b) => b.spent / b.tries - a.spent / a.tries)
  return first
    ? html`${stateTag(first)}<span class="sub">${labels.ofTries(first.spent, first.tries)}</span>`
    : html``
}

function networksOf(networks: readonly string[]): Html {
  const most = 3
  return html`${networks
    .slice(0, most)
    .map((one) => html`<a class="mono" href="${urlOf('/shield', { of: one })}">${one}</a> `)}
  ${networks.length > most && `+${networks.length - most}`}`
}

const kindName = (kind: BudgetKind): Words => {
  const names: Partial<Record<BudgetKind, Words>> = labels.kinds
  return names[kind] ?? kind
}
