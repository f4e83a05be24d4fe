// Reasons that are known in English, stored or thrown, in the language of whoever reads the page.
import { InvalidInput } from '#errors/invalid-input.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { html, Later, type Value } from '#pages/html.ts'
import type { ConsoleSpeech } from './speech.ts'

/** One that is none of ours, such as what a mail server has said, is shown as it is. */
export const explained = (reason: string): Later =>
  new Later((reader) => explainedTo(reader as ConsoleSpeech, reason))

/** A reason with what a provider or a program has said behind it. */
export const explainedFirst = (reason: string): Later =>
  new Later((reader) => {
    const { speech } = reader as ConsoleSpeech
    for (const { index } of [...reason.matchAll(/(?<=\.) /g)].toReversed()) {
      const known = speech.explain(reason.slice(0, index))
      if (known !== undefined)
        return html`${known} <span lang="en" dir="auto">${reason.slice(index + 1)}</span>`
    }
    return explained(reason)
  })

/** The same for what was thrown. `say`: its reason, with what forms say in the language. */
export const explainedError = (
  error: unknown,
  say: (error: unknown, render: MessageRenderer) => string | undefined,
): Later =>
  new Later((reader) => {
    const { speech } = reader as ConsoleSpeech
    const reason = say(error, speech.render)
    if (reason === undefined || error instanceof InvalidInput) return reason
    return explained(reason)
  })

function explainedTo({ speech }: ConsoleSpeech, reason: string): Value {
  const own = speech.explain(reason)
  if (own !== undefined || speech.language === 'en') return own ?? reason
  return html`<span lang="en" dir="auto">${reason}</span>`
}
