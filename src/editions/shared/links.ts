import type { EditionLinks } from '../edition.ts'

/**
 * Links used by the editions with flows. A link in a message opens the path of its kind of flow;
 * all providers share one callback path.
 */
export const flowLinks: EditionLinks = {
  message: (base, kind, query) =>
    `${base}/self-service/${kind}?${new URLSearchParams(query).toString()}`,
  providerCallback: '/self-service/methods/oidc/callback',
}
