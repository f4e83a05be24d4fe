// Routes of an edition whose texts are in the language that a request accepts, where that is wished.
import type { EditionRoutes } from '#editions/edition.ts'
import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Route } from '#http/route.ts'
import type { Languages } from '#languages/languages.ts'
import type { Speech } from '#languages/speech.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { createMessageRenderer, type MessageRenderer, type Wording } from '#messages/render.ts'

export type SpokenParts = {
  /** The routes with their words; made once for each language that is asked for. */
  readonly make: (render: MessageRenderer) => EditionRoutes
  readonly wording: Wording
  readonly isOn: () => boolean
  readonly languages: () => Languages
}

export function spokenRoutes({ make, wording, isOn, languages }: SpokenParts): EditionRoutes {
  const inEnglish = make(createMessageRenderer(wording))
  const made = new WeakMap<Speech, EditionRoutes>()

  function routesIn(speech: Speech): EditionRoutes {
    const known = speech.language === 'en' ? inEnglish : made.get(speech)
    if (known) return known
    const routes = make(createMessageRenderer(translated(wording, speech.wording)))
    made.set(speech, routes)
    return routes
  }
  const speechFor = (caller: Caller) => languages().choose({ accepted: caller.languages.accepted })

  const spoken = (which: 'public' | 'admin'): readonly Route[] =>
    inEnglish[which].map((route, at) => ({
      ...route,
      atOnce:
        route.atOnce &&
        ((request, caller) => (isOn() ? undefined : route.atOnce?.(request, caller))),
      handle: (request, caller) => {
        if (!isOn()) return route.handle(request, caller)
        const speech = speechFor(caller)
        const { handle } = routesIn(speech)[which][at] ?? route
        return inLanguage(speech, handle(request, caller))
      },
    }))

  return {
    ...inEnglish,
    public: spoken('public'),
    admin: spoken('admin'),
    refuse: (error, caller, route) => {
      if (!isOn()) return inEnglish.refuse(error, caller, route)
      const speech = speechFor(caller)
      return inLanguage(speech, routesIn(speech).refuse(error, caller, route))
    },
  }
}

const inLanguage = async ({ language }: Speech, reply: Promise<Reply> | Reply): Promise<Reply> => ({
  ...(await reply),
  language,
})

/** The texts of a language in place of the edition's own; its ids and contexts stay. */
const translated = (wording: Wording, texts: Wording): Wording =>
  Object.fromEntries(
    [...new Set([...Object.keys(wording), ...Object.keys(texts)])].map((key) => [
      key,
      { ...wording[key as MessageKey], ...texts[key as MessageKey] },
    ]),
  )
