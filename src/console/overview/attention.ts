// What needs attention, each with the page about it.
import { type Words } from '#pages/html.ts'
import type { ConfigurationFacts } from '../configuration/facts.ts'
import { isSpent, type Suspect } from '../shield/lately.ts'
import { urlOf, type Tone } from '../tags.ts'
import { overviewTexts as labels } from './texts.ts'

export type Attention = { readonly tone: Tone; readonly text: Words; readonly url: string }

export type AttentionFacts = {
  readonly problems: Readonly<Record<string, string>>
  /** How many were given up; `0`, `7`, `99+`. */
  readonly messages: string
  readonly calls: string
  readonly configuration: ConfigurationFacts
  readonly suspects: readonly Suspect[]
}

/** The worst first. */
export function attentionOf({
  problems,
  messages,
  calls,
  configuration: { warnings, reload },
  suspects,
}: AttentionFacts): readonly Attention[] {
  const held = suspects.filter((one) => one.held.some(isSpent)).length
  const all: readonly (Attention | false)[] = [
    ...Object.entries(problems).map(([component, reason]) => ({
      tone: 'bad' as const,
      text: labels.notReadyBecause(component, reason),
      url: urlOf('/health'),
    })),
    reload?.fault !== undefined && {
      tone: 'bad',
      text: labels.reloadRefused,
      url: urlOf('/configuration'),
    },
    messages !== '0' && {
      tone: 'bad',
      text: labels.messagesGivenUp(messages),
      url: urlOf('/messages', { status: 'abandoned' }),
    },
    calls !== '0' && {
      tone: 'bad',
      text: labels.callsGivenUp(calls),
      url: urlOf('/outbox', { status: 'abandoned' }),
    },
    held > 0 && { tone: 'warn', text: labels.held(held), url: urlOf('/shield') },
    warnings.length > 0 && {
      tone: 'warn',
      text: labels.warnings(warnings.length),
      url: urlOf('/configuration'),
    },
  ]
  return all.filter((one) => one !== false)
}
