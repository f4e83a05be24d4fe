// Which role each operation of the admin listener needs: found out at every route that it serves, and
// shown in docs/operators.md.
import type { FastifyInstance } from 'fastify'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aliases, editions } from '#editions/all.ts'
import { placePrefixes } from '#editions/edition.ts'
import { roles, type Role } from '#operators/role.ts'
import type { TestServer } from './server.ts'

export type AdminRoute = { readonly method: string; readonly url: string }

/**
 * Every route of the admin listener, at each of its mounts, as Fastify has registered it. A HEAD needs
 * what its GET does (src/http/right.test.ts).
 */
export const adminRoutesOf = ({ app }: TestServer): readonly AdminRoute[] =>
  app.admin.instances().flatMap(routesOf)

function routesOf(instance: FastifyInstance): readonly AdminRoute[] {
  const parents: string[] = []
  return instance
    .printRoutes()
    .split('\n')
    .flatMap((line) => {
      const [, indent, part = '', methods = ''] =
        /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
      if (indent === undefined) return []
      parents.splice(indent.length / 4, Infinity, part)
      return methods
        .split(', ')
        .filter((method) => method !== '' && method !== 'HEAD')
        .map((method) => ({ method, url: parents.join('') }))
    })
}

const mounts = [
  ...editions.flatMap(({ name, prefixes }) =>
    [name, ...Object.keys(aliases).filter((one) => aliases[one] === name)].flatMap((one) => [
      `/${one}${prefixes.admin}`,
      `/${one}`,
    ]),
  ),
  ...Object.values(placePrefixes).flatMap((place) => [place.admin, place.public]),
  // NOTE some serve their public operations on the admin listener as well
  ...editions.map(({ name, prefixes }) => `/${name}${prefixes.public}`),
]
  .filter((one) => one !== '')
  .toSorted((a, b) => b.length - a.length)

/** What a route does, whatever the mount: method and path without prefixes. */
export function operationOf({ method, url }: AdminRoute): string {
  const mount = mounts.find((one) => url.startsWith(`${one}/`)) ?? ''
  const path = url.slice(mount.length)
  return `${method} ${path.replace(/^\/admin(?=\/)/, '').replace(/-\w+\.(css|js)$/, '.$1')}`
}

/** A path of a route with ids that nobody has. */
export const pathOf = ({ url }: AdminRoute): string =>
  url.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000').replace(/\*$/, 'nothing')

/** The rows of the table. */
export function rightsTable(needed: ReadonlyMap<string, Role>): string {
  const byPath = ([a]: readonly [string, Role], [b]: readonly [string, Role]) => {
    const [left = '', right = ''] = [a, b].map((one) => one.split(' ').toReversed().join(' '))
    return left < right ? -1 : 1
  }
  return [
    `| Operation | ${roles.map((role) => `\`${role}\``).join(' | ')} |`,
    `| --- |${' --- |'.repeat(roles.length)}`,
    ...[...needed].toSorted(byPath).map(([operation, least]) => {
      const cells = roles.map((role) => (roles.indexOf(role) >= roles.indexOf(least) ? '✓' : ''))
      return `| \`${operation}\` | ${cells.join(' | ')} |`
        .replaceAll('|  |', '| |')
        .replaceAll('|  |', '| |')
    }),
  ].join('\n')
}

const document = readFileSync(join(import.meta.dirname, '../../docs/operators.md'), 'utf8')

/** The least role for operations of a method, as the table in docs/operators.md says. */
export const leastRoles =
  (method: string) =>
  (path: string): Role => {
    const cells = document.split(`| \`${method} ${path}\` |`)[1]?.split('\n')[0]?.split('|')
    if (!cells) throw new Error(`the table says nothing of ${method} ${path}`)
    return roles[cells.findIndex((cell) => cell.includes('✓'))] ?? 'admin'
  }
