// The choice of a language below each page: a list of links that opens, without scripts.
import { nameOf } from '#languages/languages.ts'
import type { Offered } from '#languages/offered.ts'
import { html, type Html } from './html.ts'
import type { Reader } from './reader.ts'

/** Nothing where only one language is offered. */
export function languageSwitch(reader: Reader): Html | undefined {
  const { speech, languages } = reader
  if (languages.offered.length < 2) return undefined
  const name = nameOf(speech.language)
  // NOTE the query is written once: the page has one link for each language
  const query = queryOf(reader.path)
  return html`<details class="languages" translate="no">
<summary aria-label="${speech.texts.language}: ${name}">${name}</summary>
<ul>${languages.offered.map((one) => item(one, one === speech.language, query))}</ul>
</details>`
}

function item(language: Offered, isThis: boolean, query: Html): Html {
  const name = nameOf(language)
  if (isThis) return html`<li><span lang="${language}" aria-current="true">${name}</span></li>`
  const href = html`${query}lang=${language}`
  return html`<li><a href="${href}" lang="${language}" hreflang="${language}">${name}</a></li>`
}

/** The query of the same page without a language, up to where one is named. */
function queryOf(path: string): Html {
  const at = path.indexOf('?')
  if (at < 0) return html`?`
  const query = new URLSearchParams(path.slice(at))
  query.delete('lang')
  return query.size === 0 ? html`?` : html`?${query.toString()}&amp;`
}
