// All pages in all states on one sheet, in development: to see what a theme, a schema or a text does.
import { hash } from 'node:crypto'
import { Refusal } from '#errors/refusal.ts'
import type { Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { Caller } from '#flow/caller.ts'
import { assets } from '../assets.ts'
import { attributes, html, render } from '../html.ts'
import { documentHead, renderPage } from '../page.ts'
import type { PagesParts } from '../parts.ts'
import { pageHeaders } from '../policy.ts'
import { readerAt } from '../reader.ts'
import { joinStyles } from '../style/style.ts'
import { statesOf, type States } from './states.ts'

const schemes = ['light', 'dark'] as const
const widths = ['phone', 'desktop'] as const
type Scheme = (typeof schemes)[number]

/** What the query asks for: scheme and width. */
type View = { readonly scheme: Scheme; readonly width: (typeof widths)[number] }

const readView = (request: Request): View => ({
  scheme: schemes.find((one) => one === queryValue(request, 'scheme')) ?? 'light',
  width: widths.find((one) => one === queryValue(request, 'width')) ?? 'phone',
})

/** As in a browser that prefers this scheme, whatever this one prefers. */
const inScheme = (text: string, scheme: Scheme): string =>
  text
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replaceAll('(prefers-color-scheme: light)', scheme === 'light' ? 'all' : 'not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)

const sheetStyle = joinStyles([
  `
body { margin: 0; padding: 1rem; font: 1rem/1.5 sans-serif; color: #fff; background: #4a4a4a; }
h1 { margin: 0; font-size: 1.25rem; } a { color: inherit; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .5rem 0 1rem; }
nav a { display: inline-flex; align-items: center; min-height: 2.75rem; min-width: 2.75rem; }
nav a[aria-current] { font-weight: 700; text-decoration: none; }
main { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; } figcaption a { display: inline-flex; align-items: center; min-height: 2.75rem; }
iframe { border: 0; width: 360px; height: 740px; background: #fff; zoom: .75; }
.desktop iframe { width: 1000px; height: 800px; zoom: .5; }`,
])
const sheetStylePath = `preview/sheet-${hash('sha256', sheetStyle, 'hex').slice(0, 12)}.css`

const sheetPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** None outside of development. */
export function previewRoutes(parts: PagesParts): readonly Route[] {
  const { settings } = parts
  if (!settings().isDev) return []

  const findPage = async ({ name, ...view }: View & { readonly name: string }) => {
    const page = (await statesOf(parts)).get(name)
    if (page === undefined) throw new Refusal('not-found')
    return { page, ...view }
  }
  const style = (scheme: Scheme) => {
    const { look } = settings()
    const own = look.files.find(({ name }) => name === look.stylesheet)?.content
    return css(inScheme(String(own ?? assets.style.content), scheme))
  }

  return [
    route(
      'GET',
      '/ui/preview',
      readView,
      async (view) => ({ view, states: await statesOf(parts) }),
      ({ view, states }, caller) => sheet(states, view, parts, caller),
    ),
    ...schemes.map((scheme) =>
      route('GET', `/ui/theme/preview-${scheme}.css`, nothing, nothing, () => style(scheme)),
    ),
    route('GET', `/ui/${sheetStylePath}`, nothing, nothing, () => css(sheetStyle)),
    route(
      'GET',
      '/ui/preview/:state',
      (request) => ({ name: request.params['state'] ?? '', ...readView(request) }),
      findPage,
      ({ page, scheme }, caller) => {
        const current = settings()
        const reader = readerAt(current.languages, caller)
        const look = { ...current.look, stylesheet: `theme/preview-${scheme}.css` }
        const shown = { ...page(reader.speech), assetsAt: '../' }
        const { 'content-security-policy': policy = '', ...headers } = pageHeaders([], look)
        return {
          status: 200,
          headers: {
            ...headers,
            'content-security-policy': policy
              .replace(/form-action [^;]*/, "form-action 'none'")
              .replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
            'x-frame-options': 'SAMEORIGIN',
          },
          language: reader.speech.language,
          body: { html: inScheme(renderPage(shown, { ...current, look, reader }), scheme) },
        }
      },
    ),
  ]
}

const nothing = (): undefined => undefined
const css = (text: string): Reply => ({
  status: 200,
  body: { raw: text, type: 'text/css; charset=utf-8' },
})

function sheet(states: States, view: View, { settings }: PagesParts, caller: Caller): Reply {
  const { languages, productName } = settings()
  const { language } = readerAt(languages, caller).speech
  const query = (more: Partial<View & { lang: string }>) =>
    new URLSearchParams({ lang: language, ...view, ...more }).toString()
  const choice = (text: string, more: Partial<View & { lang: string }>, isThis: boolean) =>
    html`<a ${attributes({ href: `?${query(more)}`, 'aria-current': isThis ? 'true' : undefined })}>${text}</a>`
  const names = [...states.keys()]
  const text = render(html`<html lang="en">
<head>
${documentHead(`Pages · ${productName}`)}
<link rel="stylesheet" href="${sheetStylePath}">
</head>
<body class="${view.width}">
<h1>The pages of ${productName} in every state</h1>
<nav aria-label="Language">${languages.offered.map((one) =>
    choice(languages.nameOf(one), { lang: one }, one === language),
  )}</nav>
<nav aria-label="Scheme and width">
${schemes.map((one) => choice(one, { scheme: one }, one === view.scheme))}
${widths.map((one) => choice(one, { width: one }, one === view.width))}
</nav>
<main>${names.map((name) => {
    const src = `preview/${name}?${query({})}`
    return html`<figure><figcaption><a href="${src}">${name}</a></figcaption>
<iframe src="${src}" title="${name}" loading="lazy"></iframe></figure>`
  })}</main>
</body>
</html>
`)
  return {
    status: 200,
    headers: { 'content-security-policy': sheetPolicy },
    body: { html: `<!doctype html>\n${text}` },
  }
}
