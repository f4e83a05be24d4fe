export const consolePath = '/ui'
export const tokenField = 'csrf_token'

/** What the forms of a page need: an anti-forgery token, and what the operator may send. */
export type FormToken = { readonly text: string; may(path: string): boolean }
