import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { html, type Html } from './html.ts'

const inUtc = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** In UTC. The script of the pages replaces it by the local time of the reader. */
export const renderTime = (at: Timestamp): Html =>
  html`<time datetime="${toRfc3339(at)}">${inUtc.format(at)} UTC</time>`
