import { html, type Html } from './html.ts'

export const link = (url: string, label: string): Html => html`<a href="${url}">${label}</a>`

/** A link that looks like a button. */
export const buttonLink = (kind: 'primary' | 'secondary', url: string, label: string): Html =>
  html`<a class="button button-${kind}" href="${url}">${label}</a>`

/** One line of the links below the card. */
export const asideLine = (...content: readonly (Html | string)[]): Html => html`<p>${content}</p>`
