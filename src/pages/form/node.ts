import { isTermsLink } from '#flow/terms-link.ts'
import type { ImageNode, ScriptNode, TextNode, UiNode } from '#flow/ui-node.ts'
import { isObject } from '#lib/json.ts'
import { attributes, html, type Html } from '../html.ts'
import { renderField } from './field.ts'
import { labelOf, type FormView } from './view.ts'

/** Renders every node but hidden fields and buttons. */
export function renderNode(node: UiNode, view: FormView): Html {
  switch (node.type) {
    case 'input':
      return renderField(node, view)
    case 'text':
      return html`<div class="output">
        ${node.label && html`<p class="output-label">${labelOf(node, view)}</p>`}
        ${renderText(node, view)}
      </div>`
    case 'img':
      return renderImage(node, view)
    case 'a':
      // NOTE it belongs to a box, and is no way on
      if (isTermsLink(node))
        return html`<p class="reading">
          <a ${attributes({ id: node.id, href: safeUrl(node.href), target: '_blank', rel: 'noreferrer' })}
            >${view.render(node.title).text}</a
          >
        </p>`
      return html`<div class="actions">
        <a class="button button-primary" ${attributes({ id: node.id, href: safeUrl(node.href) })}
          >${view.render(node.title).text}</a
        >
      </div>`
    case 'script':
      return renderScript(node)
  }
}

/** The message of the backup codes has a list of them in its context. */
function renderText({ id, text }: TextNode, view: FormView): Html {
  const rendered = view.render(text)
  const codes = rendered.context?.['secrets']
  if (!Array.isArray(codes)) return html`<p class="output-text" id="${id}">${rendered.text}</p>`
  const all = codes.filter(isObject)
  const { texts } = view.speech
  return html`<ul class="codes" id="${id}">
      ${all.map((code) => renderCode(code, view))}
    </ul>
    <div class="keep" data-print="${texts.codes.print}">
      <a
        class="button button-secondary"
        ${attributes({ href: fileOf(all, texts.codes.note), download: texts.codes.file })}
        >${texts.codes.save}</a
      >
    </div>`
}

/** A text file in the address itself, which needs no script and leaves no trace on the server. */
function fileOf(codes: readonly Readonly<Record<string, unknown>>[], note: string): string {
  const lines = codes.flatMap(({ text, context }) =>
    isObject(context) && 'used_at' in context ? [] : [String(text)],
  )
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`${note}\n\n${lines.join('\n')}\n`)}`
}

function renderCode(
  { text, context }: Readonly<Record<string, unknown>>,
  { speech }: FormView,
): Html {
  const usedAt = isObject(context) ? context['used_at_unix'] : undefined
  if (typeof usedAt !== 'number') return html`<li>${String(text)}</li>`
  const date = speech.day(usedAt * 1000)
  return html`<li class="used">${speech.texts.codes.used({ date })}</li>`
}

/** The only image in a form is the QR code of an authenticator app; its label is an instruction. */
function renderImage(node: ImageNode, view: FormView): Html {
  const { id, src, width, height } = node
  return html`<figure class="picture">
    <figcaption>${labelOf(node, view)}</figcaption>
    <img ${attributes({ id, src, width, height, alt: view.speech.texts.qrCode })} />
  </figure>`
}

const renderScript = ({ id, src, integrity }: ScriptNode): Html =>
  html`<script
    ${attributes({ id, src, integrity, crossorigin: 'anonymous', defer: true })}
  ></script>`

/** The URL of a web page or an app; `#` for one that contains code or content itself. */
export function safeUrl(url: string): string {
  return /^\s*(javascript|data|vbscript|blob|file):/i.test(url) ? '#' : url
}
