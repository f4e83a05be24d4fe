const name = '/support-session'

/** The path of the page that opens a session of somebody else. */
export const impersonationPath = `/ui${name}`

/** `pagesUrl`: where the built-in pages are. */
export const impersonationUrl = (pagesUrl: string, code: string): string =>
  `${pagesUrl}${name}?${new URLSearchParams({ code }).toString()}`
