// The HTML document of a page: head, header, card, links and footer.
import { html, render, type Html, type Value } from './html.ts'
import { assets } from './assets.ts'
import { ground } from './style/colours.ts'
import { languageSwitch } from './language-switch.ts'
import type { Reader } from './reader.ts'
import type { Look } from './theme/look.ts'

export type Page = {
  readonly title: string
  readonly lead?: string | undefined
  /** Shown as "Step 1 of 2". */
  readonly step?: { readonly at: number; readonly of: number } | undefined
  readonly body: Html
  /** Links below the card. */
  readonly aside?: Html | undefined
  /** The form has errors; the title says so. */
  readonly withErrors?: boolean
  /** For pages with more than one form. */
  readonly wide?: boolean
  /** Where the assets are; left out for pages beside them. With a slash at the end. */
  readonly assetsAt?: string
}

export type Frame = {
  readonly productName: string
  readonly publicUrl: string
  readonly look: Look
  readonly reader: Reader
  /** Support has opened the session of this browser in the place of a person. */
  readonly isSupport?: boolean
}

/** What the head of every document contains. `bar`: the colours of the bar of the browser. */
export const documentHead = (
  title: Value,
  bar: Look['bar'] = ground,
): Html => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="${bar.light}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${bar.dark}">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${title}</title>`

// NOTE links to assets are relative: they work under every host name by which the page is reached
export function renderPage(page: Page, frame: Frame): string {
  const { title, lead, step, body, aside, assetsAt = '' } = page
  const { look, reader, productName } = frame
  const { speech } = reader
  const { texts } = speech
  const { host } = new URL(frame.publicUrl)
  const name = page.withErrors === true ? `${texts.error}: ${title}` : title
  return `<!doctype html>\n${render(
    html`<html lang="${speech.language}" dir="${speech.direction}">
<head>
${documentHead(`${name} · ${productName}`, look.bar)}
<link rel="icon" type="${look.icon.type}" href="${assetsAt + look.icon.name}">
<link rel="stylesheet" href="${assetsAt + look.stylesheet}">
<script src="${assetsAt + assets.script.name}" defer></script>
</head>
<body${page.wide === true && html` class="wide"`}>
<header class="mast">${look.mark(productName, assetsAt)}</header>
${frame.isSupport === true && html`<p class="notice notice-support" role="status">${texts.support}</p>`}
<main class="card">
${step && html`<p class="step">${texts.step({ at: step.at, of: step.of })}</p>`}
<h1>${title}</h1>
${lead !== undefined && html`<p class="lead">${lead}</p>`}
${body}
</main>
${aside && html`<nav class="aside" aria-label="${texts.moreLinks}">${aside}</nav>`}
<footer class="foot">${languageSwitch(reader)}${look.links(speech.language)}<p>${texts.at({ host })}</p></footer>
</body>
</html>
`,
  )}`
}
