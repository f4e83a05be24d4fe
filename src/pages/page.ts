// The HTML document of a page: head, header, card, links and footer.
import { html, render, type Html } from './html.ts'
import { assets } from './assets.ts'
import { emblem } from './emblem.ts'
import { ground } from './style/colours.ts'
import { texts } from './texts.ts'

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
  /** Support has opened the session of this browser in the place of a person. */
  readonly isSupport?: boolean
}

/** What the head of every document contains. */
export const documentHead = (title: string): Html => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="${ground.light}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${ground.dark}">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${title}</title>`

// NOTE links to assets are relative: they work under every host name by which the page is reached
export function renderPage(page: Page, frame: Frame): string {
  const { title, lead, step, body, aside, assetsAt = '' } = page
  const name = page.withErrors === true ? `${texts.error}: ${title}` : title
  return `<!doctype html>\n${render(
    html`<html lang="${texts.language}">
<head>
${documentHead(`${name} · ${frame.productName}`)}
<link rel="icon" type="image/svg+xml" href="${assetsAt + assets.icon.name}">
<link rel="stylesheet" href="${assetsAt + assets.style.name}">
<script src="${assetsAt + assets.script.name}" defer></script>
</head>
<body${page.wide === true && html` class="wide"`}>
<header class="mast">${emblem}<p class="name">${frame.productName}</p></header>
${frame.isSupport === true && html`<p class="notice notice-support" role="status">${texts.support}</p>`}
<main class="card">
${step && html`<p class="step">${texts.step(step.at, step.of)}</p>`}
<h1>${title}</h1>
${lead !== undefined && html`<p class="lead">${lead}</p>`}
${body}
</main>
${aside && html`<nav class="aside" aria-label="${texts.moreLinks}">${aside}</nav>`}
<footer class="foot">${texts.at(new URL(frame.publicUrl).host)}</footer>
</body>
</html>
`,
  )}`
}
