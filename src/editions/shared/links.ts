import type { EditionLinks } from '../edition.ts'

/** Links in messages lead to the path of their kind of flow; providers have one path of their own. */
export const flowLinks: EditionLinks = {
  message: (base, kind, query) =>
    `${base}/self-service/${kind}?${new URLSearchParams(query).toString()}`,
  providerCallback: '/self-service/methods/oidc/callback',
}
