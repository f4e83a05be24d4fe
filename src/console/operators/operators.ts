// Operators and the tokens of the admin API: who may use the administration.
import type { Route } from '#http/route.ts'
import { roles } from '#operators/role.ts'
import type { ConsoleParts } from '../parts.ts'
import { namesOf } from '../people/link.ts'
import { readId } from '../read.ts'
import { done, oneOf, whenFresh, type Rows } from '../routes.ts'
import { newTokenView } from './token-view.ts'
import { operatorsView, validDays, type OperatorsPage } from './view.ts'

const path = '/operators'
const dayMs = 86_400_000

export function operatorsRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  const { operators, apiTokens, administration } = core

  async function everything(): Promise<OperatorsPage> {
    const [all, tokens] = await Promise.all([operators.list(), apiTokens.list()])
    const names = await namesOf(
      all.map(({ identityId }) => identityId),
      administration,
    )
    return { operators: all, names, tokens, now: clock() }
  }

  return [
    rows.page(path, () => undefined, everything, operatorsView),
    rows.form(
      path,
      (sent) => ({ person: sent.text('person'), role: oneOf(sent, 'role', roles) }),
      async ({ person, role }) =>
        operators.add({ identityId: await operators.identityIdOf(person), role }),
      () => done(path, 'role-given'),
      whenFresh,
    ),
    rows.form(
      `${path}/:id/role`,
      (sent, request) => ({
        identityId: readId(request).id,
        role: oneOf(sent, 'role', roles),
      }),
      operators.add,
      () => done(path, 'role-given'),
      whenFresh,
    ),
    rows.form(
      `${path}/:id/remove`,
      (_sent, request) => ({ identityId: readId(request).id }),
      operators.remove,
      () => done(path, 'role-taken'),
      whenFresh,
    ),
    rows.form(
      `${path}/tokens`,
      (sent) => {
        const days = validDays.find((one) => String(one) === sent.text('days'))
        return {
          name: sent.text('name'),
          role: oneOf(sent, 'role', roles),
          expiresAt: days === undefined ? undefined : clock() + days * dayMs,
        }
      },
      apiTokens.create,
      (made) => ({ status: 200, page: newTokenView(made) }),
      whenFresh,
    ),
    rows.form(
      `${path}/tokens/:id/revoke`,
      (_sent, request) => readId(request),
      apiTokens.revoke,
      () => done(path, 'token-revoked'),
      whenFresh,
    ),
  ]
}
