// How a job is said in words.
import type { Actor } from '#audit/entry.ts'
import type { IdentitySearch } from '#identity/search.ts'
import { jobKinds, kindsOfJobs, type Job, type JobKind, type JobState } from '#jobs/job.ts'
import { mayDo } from '#operators/role.ts'
import { breakable, html, type Html, type Value, type Words } from '#pages/html.ts'
import type { Access } from '../access.ts'
import { badge, choice, type Tone } from '../tags.ts'
import { numberText } from '../languages/formats.ts'
import { texts as consoleTexts } from '../texts.ts'
import { texts } from './texts.ts'

/** What somebody may do to many, which is what they may do to one. */
export const kindsFor = ({ role }: Pick<Access, 'role'>): readonly JobKind[] =>
  kindsOfJobs.filter((kind) => mayDo(role, jobKinds[kind]))

/** The choice of what is done. */
export const jobKindChoice = (label: Words, kinds: readonly JobKind[]): Html =>
  choice(
    'kind',
    label,
    kinds.map((kind) => [kind, texts.kinds[kind]] as const),
    undefined,
  )

const tones: Readonly<Record<JobState, Tone>> = {
  waiting: 'plain',
  running: 'warn',
  done: 'good',
  cancelled: 'plain',
  failed: 'bad',
}
export const stateBadge = ({ state }: Pick<Job, 'state'>): Html =>
  badge(tones[state], texts.states[state])

export const number = numberText

/** Who has asked for it. */
export const actorText = ({ kind, name, id }: Actor): Value =>
  name ?? (id === undefined ? texts.actors[kind] : html`${texts.actors[kind]} (${id})`)

/** How many of how many. */
export const progressText = ({ done, failed, total }: Job): Words =>
  total === undefined ? number(done + failed) : texts.of(number(done + failed), number(total))

/** The conditions of a search, each with its label. */
export function conditionsOf({
  words,
  state,
  schemaId,
  ...others
}: IdentitySearch): readonly (readonly [Words, Value])[] {
  const labels = texts.filter
  const more = Object.values(others).some((one) => !Array.isArray(one) || one.length > 0)
  return [
    ...(words === undefined ? [] : [[labels.words, breakable(words)] as const]),
    ...(state === undefined ? [] : [[labels.state, consoleTexts.states[state]] as const]),
    ...(schemaId === undefined ? [] : [[labels.schema, schemaId] as const]),
    ...(more
      ? [[labels.more, html`<span class="mono">${JSON.stringify(others)}</span>`] as const]
      : []),
  ]
}

/** The people, in a few words. */
export function peopleText({ selection }: Pick<Job, 'selection'>): Words {
  if ('ids' in selection) return texts.people(selection.ids.length)
  return conditionsOf(selection.search).length === 0 ? texts.everybody : texts.matching
}
