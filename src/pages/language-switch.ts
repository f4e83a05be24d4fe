// The choice of a language below each page: a list of links that opens, without scripts.
import type { Offered } from '#languages/offered.ts'
import { html, type Html } from './html.ts'
import type { Reader } from './reader.ts'

/** Nothing where only one language is offered. */
export function languageSwitch({ speech, languages, path }: Reader): Html | undefined {
  if (languages.offered.length < 2) return undefined
  const name = languages.nameOf(speech.language)
  // NOTE the query is written once: the page has one link for each language
  const query = queryOf(path)
  return html`<details class="languages" translate="no">
<summary aria-label="${speech.texts.language}: ${name}">${name}</summary>
<ul>${languages.offered.map((one) =>
    one === speech.language
      ? itemOfThis(one, name)
      : html`${linkTo}${query}${restOf(one, languages.nameOf(one))}`,
  )}</ul>
</details>`
}

const itemOfThis = (language: Offered, name: string): Html =>
  html`<li><span lang="${language}" aria-current="true">${name}</span></li>`

/** A link is this, the query of the page, and what belongs to the language. */
const linkTo = html`<li><a href="`

const rests = new Map<string, Html>()

function restOf(language: Offered, name: string): Html {
  const key = `${language} ${name}`
  const known = rests.get(key)
  if (known) return known
  const made = html`lang=${language}" lang="${language}" hreflang="${language}">${name}</a></li>`
  rests.set(key, made)
  return made
}

/** The query of the same page without a language, up to where one is named. */
function queryOf(path: string): Html {
  const at = path.indexOf('?')
  if (at < 0) return html`?`
  const query = new URLSearchParams(path.slice(at))
  query.delete('lang')
  return query.size === 0 ? html`?` : html`?${query.toString()}&amp;`
}
