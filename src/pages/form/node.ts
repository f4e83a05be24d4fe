import type { ImageNode, ScriptNode, UiNode } from '#flow/ui-node.ts'
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
        <p class="output-text" id="${node.id}">${view.render(node.text).text}</p>
      </div>`
    case 'img':
      return renderImage(node, view)
    case 'a':
      return html`<p>
        <a class="button button-primary" ${attributes({ id: node.id, href: safeUrl(node.href) })}
          >${view.render(node.title).text}</a
        >
      </p>`
    case 'script':
      return renderScript(node)
  }
}

function renderImage(node: ImageNode, view: FormView): Html {
  const { id, src, width, height } = node
  return html`<p class="picture">
    <img ${attributes({ id, src, width, height, alt: labelOf(node, view) })} />
  </p>`
}

const renderScript = ({ id, src, integrity }: ScriptNode): Html =>
  html`<script
    ${attributes({ id, src, integrity, crossorigin: 'anonymous', defer: true })}
  ></script>`

/** The URL of a web page or an app; `#` for one that contains code or content itself. */
export function safeUrl(url: string): string {
  return /^\s*(javascript|data|vbscript|blob|file):/i.test(url) ? '#' : url
}
