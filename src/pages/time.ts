import type { Speech } from '#languages/speech.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { html, type Html } from './html.ts'

/** In UTC. The script of the pages replaces it by the local time of the reader. */
export const renderTime = (at: Timestamp, { moment }: Pick<Speech, 'moment'>): Html =>
  html`<time datetime="${toRfc3339(at)}">${moment(at)} UTC</time>`
