/** What administrators may do: each may do what those before it may, and more. */
export const roles = ['viewer', 'support', 'admin'] as const
export type Role = (typeof roles)[number]

/** The role that a right is; undefined for another right. */
export const roleIn = (right: string): Role | undefined => roles.find((one) => one === right)

/** Whether somebody with a role may do what needs another one at least. */
export const mayDo = (role: Role, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed)
