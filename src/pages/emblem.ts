// The emblem of the product: the face of an owl in a shield.
import { html, type Html } from './html.ts'

const shield = 'M24 2.5 42.5 9v14.5C42.5 34.6 34.7 42.3 24 46 13.3 42.3 5.5 34.6 5.5 23.5V9z'
const brow = 'M9.5 13.2 24 20.4l14.5-7.2'
const beak = 'M24 25.5l3.1 4.6L24 34.6l-3.1-4.5z'

/** The stylesheet colours it. Screen readers skip it, because the product's name follows. */
export const emblem: Html = html`<svg
  class="emblem"
  viewBox="0 0 48 48"
  width="44"
  height="44"
  aria-hidden="true"
  focusable="false"
>
  <path class="emblem-shield" d="${shield}" />
  <circle class="emblem-eye" cx="16.6" cy="23.5" r="6.4" />
  <circle class="emblem-eye" cx="31.4" cy="23.5" r="6.4" />
  <circle class="emblem-shield" cx="17.4" cy="23.8" r="2.7" />
  <circle class="emblem-shield" cx="30.6" cy="23.8" r="2.7" />
  <path class="emblem-gold" d="${beak}" />
  <path class="emblem-brow" d="${brow}" />
</svg>`

const circles = (y: number, radius: number, left: number, right: number) =>
  `<circle cx="${left}" cy="${y}" r="${radius}"/><circle cx="${right}" cy="${y}" r="${radius}"/>`

/** The icon of the browser tab, in fixed colours. */
export const icon = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">',
  `<path fill="#1f5a45" d="${shield}"/>`,
  `<g fill="#fffdf8">${circles(23.5, 6.4, 16.6, 31.4)}</g>`,
  `<g fill="#1f5a45">${circles(23.8, 2.7, 17.4, 30.6)}</g>`,
  `<path fill="#c8963e" d="${beak}"/>`,
  '<path fill="none" stroke="#c8963e" stroke-width="3" stroke-linejoin="round" ',
  `stroke-linecap="round" d="${brow}"/></svg>`,
].join('')
