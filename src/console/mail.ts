// A mail as it is read: in a frame, in which nothing of it runs or is sent, and as plain text.
import { attributes, html, type Html, type Words } from '#pages/html.ts'

export type ShownMail = {
  readonly text: string
  readonly html?: string | undefined
  /** What the frame is called, and what the plain text is. */
  readonly labels: { readonly frame: Words; readonly text: Words }
  /** What the mail may do; empty: nothing. */
  readonly sandbox: string
}

export function mailContent({ text, html: mail, labels, sandbox }: ShownMail): Html {
  const plain = html`<pre class="wraps">${text}</pre>`
  if (mail === undefined) return plain
  const frame = attributes({ title: labels.frame, sandbox, srcdoc: mail })
  return html`<iframe class="mail" ${frame}></iframe>
    <details>
      <summary>${labels.text}</summary>
      ${plain}
    </details>`
}
