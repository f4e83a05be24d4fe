// The layout of built-in mails. Mail programs support little of style sheets: tables arrange the
// content, each element has its own style, and a style sheet adds only what may be missing (dark
// colours, narrow screens).
import { contrast } from '#lib/colour.ts'
import { escapeHtml, filterUrl } from '../gotmpl/escape.ts'
import type { Letter } from './letter.ts'
import type { MailTexts } from './mail-texts.ts'

/** Markup, which is not escaped when it is put into a template; everything else is. */
type Markup = { readonly markup: string }
type Part = Markup | string | false | undefined | readonly Markup[]

function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const renderPart = (value: Part): string =>
    value === undefined || value === false
      ? ''
      : typeof value === 'string'
        ? escapeHtml(value)
        : 'markup' in value
          ? value.markup
          : value.map((one) => one.markup).join('')
  return { markup: strings.reduce((all, part, at) => all + renderPart(values[at - 1]) + part) }
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const mono = 'font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'
const paper = '#fffdf8',
  ground = '#f3f1eb',
  dark = '#1d2421',
  soft = '#5a6560'

/** The colours of buttons: of the label, and below it. `#rrggbb` */
type ButtonColours = { readonly accent: string; readonly onAccent: string }
export type MailColours = { readonly light: ButtonColours; readonly dark: ButtonColours }

export const ourColours: MailColours = {
  light: { accent: '#1f5a45', onAccent: paper },
  dark: { accent: '#2b7858', onAccent: paper },
}

const sheetOf = ({ dark: { accent, onAccent } }: MailColours): string =>
  [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}\n',
    '@media (max-width:520px){.pad{padding-left:24px!important;padding-right:24px!important}',
    '.code{font-size:30px!important;letter-spacing:5px!important}}\n',
    '@media (prefers-color-scheme:dark){.page{background:#14181b!important}',
    '.card{background:#1f2528!important;border-color:#333c41!important}',
    '.ink{color:#f1efe9!important}.soft{color:#aab4b0!important}',
    '.tile{background:#28312d!important;border-color:#3e4c46!important}',
    `.button,.button a{background:${accent}!important}.button a{color:${onAccent}!important}`,
    '.rule{border-color:#333c41!important}}',
  ].join('')

/**
 * The styles of elements; none has characters that attributes would have to escape, except the
 * quotes of fonts.
 */
const styles = {
  body: `margin:0;padding:0;background:${ground};-webkit-text-size-adjust:100%`,
  preview: 'display:none;max-height:0;overflow:hidden;mso-hide:all',
  brand: `padding:0 40px 16px;${font};font-size:15px;font-weight:600`,
  card: `padding:36px 40px;background:${paper};border:1px solid #e2ddd0;border-radius:14px`,
  title: `margin:0 0 12px;${font};font-size:24px;line-height:1.25;font-weight:700;color:${dark}`,
  lead: `margin:0 0 24px;${font};font-size:16px;line-height:1.5;color:${dark}`,
  note: `margin:0 0 8px;${font};font-size:14px;line-height:1.5;color:${soft}`,
  footer: `padding:16px 40px 0;${font};font-size:12px;line-height:1.5;color:${soft}`,
  tile: 'padding:18px 12px;background:#eef3ee;border:1px solid #cfdcd2;border-radius:10px',
  codeLabel: `margin:0 0 6px;${font};font-size:13px;color:${soft}`,
  code:
    `margin:0;${mono};font-size:36px;line-height:1.2;font-weight:700;letter-spacing:8px;` +
    `color:${dark}`,
  button:
    `display:inline-block;padding:14px 28px;${font};font-size:16px;font-weight:600;` +
    'text-decoration:none;border-radius:10px',
  hint: `margin:0 0 24px;${font};font-size:13px;line-height:1.5;color:${soft};word-break:break-word`,
}

/** The attributes of a table that only arranges its content. */
const bare: Markup = { markup: 'cellpadding="0" cellspacing="0" border="0"' }

type Appearance = {
  readonly language: string
  readonly product: string
  readonly colours?: MailColours | undefined
}

/** The accent where it can be read on the ground of the mail (WCAG 2.2, 1.4.3). */
const brandColour = ({ light: { accent } }: MailColours): string =>
  contrast(accent, ground) >= 4.5 ? accent : dark

/** The HTML part of a mail. */
export function layOut(
  letter: Letter,
  texts: MailTexts,
  { language, product, colours = ourColours }: Appearance,
): string {
  const { title, lead, notes } = letter
  return `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${letter.subject}</title>
        <style>
          ${{ markup: sheetOf(colours) }}
        </style>
      </head>
      <body class="page" style="${styles.body}">
        <div style="${styles.preview}">${letter.short}</div>
        <table role="presentation" class="page" width="100%" ${bare} style="background:${ground}">
          <tr>
            <td align="center" style="padding:32px 12px">
              <table role="presentation" width="520" ${bare} style="width:100%;max-width:520px">
                <tr>
                  <td class="pad soft" style="${styles.brand};color:${brandColour(colours)}">${product}</td>
                </tr>
                <tr>
                  <td class="card pad" style="${styles.card}">
                    <h1 class="ink" style="${styles.title}">${title}</h1>
                    <p class="ink" style="${styles.lead}">${lead}</p>
                    ${secretOf(letter, texts, colours)}
                    <table role="presentation" width="100%" ${bare}>
                      <tr>
                        <td class="rule" style="border-top:1px solid #e2ddd0;padding-top:16px">
                          ${notes.map(noteOf)}
                        </td>
                      </tr>
                    </table>
                  </td>
                </tr>
                <tr>
                  <td class="pad soft" style="${styles.footer}">${texts.footer}</td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html> `.markup
  }`
}

/** A paragraph; an address at its end is a link. */
function noteOf(note: string): Markup {
  const [, text = note, url] = /^(.*?)(https?:\/\/\S+)$/s.exec(note) ?? []
  return html`<p class="soft" style="${styles.note};word-break:break-word">
    ${text}${url !== undefined && linkTo(url)}
  </p> `
}

const linkTo = (url: string) =>
  html`<a class="soft" href="${filterUrl(url)}" style="color:#5a6560">${url}</a>`

/** The code to type in, the link to follow, or both. */
const secretOf = (
  { code, action }: Letter,
  { labels, linkHint }: MailTexts,
  colours: MailColours,
): readonly Markup[] => [
  ...(code === undefined ? [] : [codeTile(code, labels.code)]),
  ...(action ? [button(action, linkHint, colours)] : []),
]

function codeTile(code: string, label: string): Markup {
  return html`<table role="presentation" width="100%" ${bare} style="margin:0 0 24px">
    <tr>
      <td class="tile" align="center" style="${styles.tile}">
        <p class="soft" style="${styles.codeLabel}">${label}</p>
        <p class="code ink" style="${styles.code}">${code}</p>
      </td>
    </tr>
  </table> `
}

function button(
  { label, url }: NonNullable<Letter['action']>,
  hint: string,
  { light: { accent, onAccent } }: MailColours,
): Markup {
  const href = filterUrl(url)
  return html`<table role="presentation" ${bare} style="margin:0 0 16px">
      <tr>
        <td class="button" align="center" style="background:${accent};border-radius:10px">
          <a
            href="${href}"
            style="${styles.button};color:${onAccent};background:${accent}"
            >${label}</a
          >
        </td>
      </tr>
    </table>
    <p class="soft" style="${styles.hint}">
      ${hint}<br />${linkTo(url)}
    </p> `
}

/** The plain part of a mail. */
export function writeOut(
  { title, lead, code, action, notes }: Letter,
  { labels, colon, footer }: MailTexts,
): string {
  const blocks = [
    title,
    lead,
    ...(code === undefined ? [] : [labels.code + colon + code]),
    ...(action ? [`${(action.label + colon).trimEnd()}\n${action.url}`] : []),
    ...notes,
    `-- \n${footer}`,
  ]
  return `${blocks.join('\n\n')}\n`
}
