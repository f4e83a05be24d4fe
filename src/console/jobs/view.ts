import { isOver, remainingOf, type Job } from '#jobs/job.ts'
import type { JobPage } from '#jobs/jobs.ts'
import type { Timestamp } from '#lib/time.ts'
import { attributes, html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { explained } from '../languages/explained.ts'
import type { Context } from '../routes.ts'
import { ago, button, empty, facts, pager, panel, post, table, time, urlOf } from '../tags.ts'
import {
  actorText,
  conditionsOf,
  kindsFor,
  number,
  peopleText,
  progressText,
  stateBadge,
} from './describe.ts'
import { texts } from './texts.ts'

export type JobList = JobPage & { readonly after: string | undefined; readonly now: Timestamp }

export function jobsView({ shown, last, after, now }: JobList): ConsolePage {
  return {
    title: texts.title,
    section: 'jobs',
    body: html`<div class="head">
        <h1>${texts.title}</h1>
        <p>${texts.lead}</p>
      </div>
      ${
        shown.length === 0
          ? empty(texts.none, texts.noneHint)
          : table(
              texts.caption,
              [
                {
                  label: texts.what,
                  cell: ({ id, kind }: Job) =>
                    html`<a href="${urlOf(`/jobs/${id}`)}">${texts.kinds[kind]}</a>`,
                },
                { label: texts.who, cell: peopleText },
                { label: texts.state, cell: stateBadge },
                { label: texts.progress, cell: progressText },
                { label: texts.by, cell: (one) => actorText(one.requestedBy), isMinor: true },
                { label: texts.created, cell: (one) => ago(one.createdAt, now), isMinor: true },
              ],
              shown,
            )
      }
      ${pager(
        after === undefined ? undefined : urlOf('/jobs'),
        last === undefined ? undefined : urlOf('/jobs', { after: last }),
      )}`,
  }
}

const refreshSeconds = 2

export function jobView(job: Job, { token, access }: Context): ConsolePage {
  const { id, kind, selection, failures } = job
  const title = texts.titleOf(texts.kinds[kind], peopleText(job))
  const remaining = remainingOf(job)
  return {
    title,
    section: 'jobs',
    ...(isOver(job) ? {} : { refreshSeconds }),
    body: html`<div class="head">
        <h1>${title}</h1>
        ${stateBadge(job)}
      </div>
      ${panel(
        texts.progress,
        html`${bar(job)} ${!isOver(job) && html`<p class="hint">${texts.reloads}</p>`}
        ${job.reason !== undefined && html`<p class="notice">${explained(job.reason)}</p>`}
        ${facts([
          [texts.done, number(job.done)],
          [texts.failed, number(job.failed)],
          ...(remaining === undefined ? [] : [[texts.remaining, number(remaining)] as const]),
          ...('search' in selection ? conditionsOf(selection.search) : []),
          [texts.by, actorText(job.requestedBy)],
          [texts.created, time(job.createdAt)],
          [texts.started, time(job.startedAt)],
          [texts.ended, time(job.endedAt)],
        ])}
        ${
          !isOver(job) &&
          kindsFor(access).includes(kind) &&
          html`<div class="actions">
              ${post(`/jobs/${id}/cancel`, token, {}, button('danger', texts.cancel))}
            </div>
            <p class="hint">${texts.cancelLead}</p>`
        }`,
      )}
      ${failures.length > 0 && failurePanel(job)}`,
  }
}

/** NOTE a bar that has no value moves by itself */
const bar = (job: Job): Html =>
  html`<p>
    <progress
      ${attributes({
        'aria-label': texts.progress,
        max: job.total === 0 ? 1 : job.total,
        value: job.total === 0 ? 1 : job.total === undefined ? undefined : job.done + job.failed,
      })}
    ></progress>
    ${progressText(job)}
  </p>`

const failurePanel = ({ failures, failed }: Job): Html =>
  panel(
    texts.failures,
    table(
      texts.failures,
      [
        {
          label: texts.person,
          cell: ({ identityId }: Job['failures'][number]) =>
            html`<a class="mono" href="${urlOf(`/people/${identityId}`)}">${identityId}</a>`,
        },
        { label: texts.reason, cell: ({ reason }) => explained(reason) },
      ],
      failures,
    ),
    failures.length === failed ? undefined : texts.failuresLead(failures.length, failed),
  )
