// What a file would make, or has made, and which of its lines are wrong.
import { numberText } from '../languages/formats.ts'
import type { Account } from '#identity/identity-store.ts'
import { breakable, html, type Html, type Words, type Value } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { personCell } from '../people/link.ts'
import type { FormToken } from '../routes.ts'
import { badge, button, panel, post, table, urlOf } from '../tags.ts'
import { texts as consoleTexts } from '../texts.ts'
import type { ImportFile } from './read.ts'
import { texts } from './texts.ts'

export type Report = {
  /** `check`: nothing is stored. */
  readonly step: 'check' | 'import'
  readonly file: ImportFile
  readonly made: readonly { readonly line: number; readonly account: Account }[]
  /** How many are there already. */
  readonly existing: number
  readonly wrong: readonly { readonly line: number; readonly reason: Words }[]
}

const most = 100

export function reportView(report: Report, token: FormToken): ConsolePage {
  const { step, file, made, existing, wrong } = report
  const isCheck = step === 'check'
  const title = isCheck ? texts.report(file.name) : texts.result(file.name)
  return {
    title,
    section: 'people',
    body: html`<h1>${breakable(title)}</h1>
      <p class="lead" role="status">
        ${isCheck ? texts.notStored : texts.stored} ${existing > 0 && texts.existingHint}
      </p>
      <ul class="figures">
        ${figure(made.length, isCheck ? texts.wouldBeMade : texts.made)}
        ${figure(existing, texts.existing)} ${figure(wrong.length, texts.wrong)}
      </ul>
      ${wrong.length > 0 && panel(texts.wrong, wrongTable(wrong.slice(0, most)), shownOf(wrong, texts.lineHint))}
      ${made.length > 0 && panel(isCheck ? texts.wouldBeMade : texts.made, madeTable(report), shownOf(made))}
      <div class="pager">
        ${
          isCheck &&
          made.length > 0 &&
          post(
            '/people/import',
            token,
            { name: file.name, content: file.bytes.toString('base64url') },
            button('primary', importText(made.length, wrong.length)),
          )
        }
        ${
          !isCheck &&
          html`<a class="button button-primary" href="${urlOf('/people')}">${texts.toPeople}</a>`
        }
        <a class="button button-secondary" href="${urlOf('/people/import')}">${texts.another}</a>
      </div>`,
  }
}

const shownOf = ({ length }: readonly unknown[], hint?: Words): Value =>
  length > most ? html`${hint} ${texts.firstOnes(most)}` : hint

const figure = (count: number, label: Words): Html =>
  html`<li class="figure"><strong>${numberText(count)}</strong> ${label}</li>`

const wrongTable = (wrong: Report['wrong']): Html =>
  table(
    texts.wrongCaption,
    [
      { label: texts.line, cell: ({ line }) => line },
      { label: texts.reason, cell: ({ reason }) => html`<span class="breaks">${reason}</span>` },
    ],
    wrong,
  )

const madeTable = ({ made, step }: Report): Html =>
  table(
    texts.madeCaption,
    [
      { label: texts.line, cell: ({ line }) => line },
      {
        label: texts.person,
        cell: ({ account }) => personCell(account, step === 'import'),
      },
      { label: texts.schema, cell: ({ account }) => account.identity.schemaId, isMinor: true },
      {
        label: texts.state,
        cell: ({ account: { identity } }) =>
          badge(identity.state === 'active' ? 'good' : 'bad', consoleTexts.states[identity.state]),
      },
    ],
    made.slice(0, most),
  )

/** A file of which nothing is read. `command`: its name, where the command line takes it. */
export const refusedView = ({
  reason,
  command,
}: {
  readonly reason: Words
  readonly command: string | undefined
}): ConsolePage => ({
  title: texts.title,
  section: 'people',
  body: html`<section class="panel">
    <h1>${command === undefined ? texts.title : texts.refused}</h1>
    <p>${reason}</p>
    ${
      command !== undefined &&
      html`<p class="hint">${texts.refusedLead}</p>
        <pre class="wraps">${texts.command(command)}</pre>`
    }
    <div class="actions">
      <a class="button button-primary" href="${urlOf('/people/import')}">${texts.another}</a>
    </div>
  </section>`,
})

/** What the button does, and what it leaves out. */
const importText = (made: number, wrong: number): Words =>
  wrong === 0 ? texts.import(made) : texts.importRest(texts.import(made), texts.leaveOut(wrong))
