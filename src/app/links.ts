import type { Config } from '#config/config.ts'
import { linkTo, type LinkTo } from '#editions/shared/v0.2-v0.4/mailed-links.ts'
import { name as v0_2 } from '#editions/v0.2/edition.ts'
import { name as v0_4 } from '#editions/v0.4/edition.ts'

/** Editions whose links do not lead to the path of the kind of flow. */
const otherwise: Readonly<Record<string, LinkTo>> = { [v0_2]: linkTo, [v0_4]: linkTo }

/**
 * The addresses of links in messages: below the one by which the caller came, or below the one
 * configured for links.
 */
export const createLinks =
  (config: () => Config) =>
  (
    origin: string,
    kind: 'recovery' | 'verification',
    query: Readonly<Record<string, string>>,
    edition: string,
  ): string => {
    const base = config().selfservice.methods.link.baseUrl ?? origin,
      { flow, token } = query
    const own = otherwise[edition]
    return own && flow !== undefined && token !== undefined
      ? own(base, kind, { flow, token })
      : `${base}/self-service/${kind}?${new URLSearchParams(query).toString()}`
  }
