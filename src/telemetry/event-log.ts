import { audiences, type Event } from '#events/events.ts'
import type { Log } from './log.ts'

/** What happens with nearly every request, and is no news. */
const isUsual = (event: Event): boolean =>
  event.kind === 'flow.opened' || (event.kind === 'shield.verdict' && event.verdict === 'go-on')

/** Writes an event to the log; `audience: audit` marks what somebody who reviews access looks for. */
export function logEvent(log: Pick<Log, 'info'>, event: Event): void {
  if (isUsual(event)) return
  const isAudit = audiences[event.kind] === 'audit'
  log.info(isAudit ? { audience: 'audit', event } : { event }, event.kind)
}
