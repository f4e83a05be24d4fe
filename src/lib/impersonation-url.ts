/** The path of the page that opens a session of somebody else. */
export const impersonationPath = '/ui/support-session'

/** `baseUrl`: of the public listener. */
export const impersonationUrl = (baseUrl: string, code: string): string =>
  `${baseUrl}${impersonationPath}?${new URLSearchParams({ code }).toString()}`
