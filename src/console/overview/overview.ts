// The first page: figures that are cheap to have, what needs attention, activity over time, health,
// and who came last.
import { numberText } from '../languages/formats.ts'
import type { Route } from '#http/route.ts'
import { countText, mostCounted } from '../count.ts'
import type { ConsoleParts } from '../parts.ts'
import { readOne } from '../read.ts'
import type { Rows } from '../routes.ts'
import { suspects } from '../shield/lately.ts'
import { urlOf } from '../tags.ts'
import { attentionOf } from './attention.ts'
import { seriesOf, startsOf, type Range } from './series.ts'
import { overviewTexts as labels } from './texts.ts'
import { overviewView, type Overview } from './view.ts'

export function overviewRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  const { core, health, settings, clock, audit, activity, configuration } = parts
  const page = { limit: mostCounted }

  async function messagesOf(status: 'queued' | 'abandoned'): Promise<string> {
    const { shown, last } = await core.messages.list({ status }, page)
    return countText(shown.length, last !== undefined)
  }
  async function callsGivenUp(): Promise<string> {
    const { shown, last } = await core.outbox.list({ status: 'abandoned' }, page)
    return countText(shown.length, last !== undefined)
  }
  async function activeSessions(): Promise<string> {
    const { sessions, more } = await core.sessionAdministration.list(true, page)
    return countText(sessions.length, more)
  }
  const newest = () =>
    core.identitySearch.find({
      search: {},
      order: { by: 'created_at', descending: true },
      page: { limit: 8 },
      count: 'estimated',
    })

  async function activities(range: Range) {
    const [from = 0] = startsOf(range, clock())
    return seriesOf(range, clock(), await activity.since(from))
  }

  return [
    rows.page(
      '',
      (request): Range => readOne(request, 'range', ['month']) ?? 'day',
      async (range): Promise<Overview> => {
        const [{ found, count }, active, waiting, messages, calls, problems, held, shown] =
          await Promise.all([
            newest(),
            activeSessions(),
            messagesOf('queued'),
            messagesOf('abandoned'),
            callsGivenUp(),
            health.problems(),
            suspects({ audit, core }),
            activities(range),
          ])
        const people = numberText(count?.value ?? 0)
        return {
          figures: [
            {
              label: labels.people,
              url: urlOf('/people'),
              text: count?.atLeast === true ? labels.atLeast(people) : people,
            },
            { label: labels.active, url: urlOf('/sessions', { state: 'active' }), text: active },
            { label: labels.waiting, url: urlOf('/messages', { status: 'queued' }), text: waiting },
          ],
          attention: attentionOf({
            problems,
            messages,
            calls,
            configuration: configuration(),
            suspects: held,
          }),
          activities: shown,
          newest: found,
          problems,
          version: health.version,
          revision: health.revision(),
          editions: settings().editions,
          withSchema: core.schemas().list().length > 1,
          now: clock(),
        }
      },
      overviewView,
    ),
  ]
}
