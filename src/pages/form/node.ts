// What a form shows besides fields and buttons.
import type { UiNode } from '#flow/ui-node.ts'
import { attributes, html, type Html } from '../html.ts'
import { renderField } from './field.ts'
import { labelOf, type FormView } from './view.ts'

/** Anything but hidden fields and buttons. */
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
      return html`<p class="picture">
        <img
          ${attributes({ id: node.id, src: node.src, width: node.width, height: node.height, alt: labelOf(node, view) })}
        />
      </p>`
    case 'a':
      return html`<p>
        <a class="button button-primary" ${attributes({ id: node.id, href: safeAddress(node.href) })}
          >${view.render(node.title).text}</a
        >
      </p>`
    case 'script':
      return html`<script
        ${attributes({ id: node.id, src: node.src, integrity: node.integrity, crossorigin: 'anonymous', defer: true })}
      ></script>`
  }
}

/** Web addresses and those of apps, never one that is a program or a document itself. */
export function safeAddress(address: string): string {
  return /^\s*(javascript|data|vbscript|blob|file):/i.test(address) ? '#' : address
}
