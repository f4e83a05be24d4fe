/** What administrators may do: each may do what those before it may, and more. */
export const roles = ['viewer', 'support', 'admin'] as const
export type Role = (typeof roles)[number]

/** Whether somebody with a role may do what needs another one at least. */
export const mayDo = (role: Role, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed)
