// The actions of administrators on people and on what waits to be sent.
import { createAdministration } from '#identity/administration.ts'
import { createPeopleExport } from '#identity/people-export.ts'
import { createShieldAdministration } from '#identity/shield-administration.ts'
import { createSessionAdministration } from '#session/administration.ts'
import { createRememberedAdministration } from '#session/remembered-administration.ts'
import type { Core } from './core.ts'
import type { CoreParts } from './parts.ts'

export function createForAdministrators({
  caller: { everyMethod },
  storage: { identities, transact },
  secrets,
  people,
  outgoing,
  clock,
  events,
}: CoreParts) {
  const { schemas, accounts, shield, sessions, remembered } = people
  return {
    administration: createAdministration({
      clock,
      events,
      schemas,
      accounts,
      identities,
      transact,
      tellOwner: people.tellOwner,
      reading: people.reading,
      hasher: secrets.hasher,
      importers: people.importers,
      isFirstFactor: (credential) =>
        everyMethod().some(
          (method) =>
            method.name === credential.type && method.isFirstFactor?.(credential) === true,
        ),
    }),
    sessionAdministration: createSessionAdministration({ sessions, events }),
    reveal: ((credential, identityId) =>
      everyMethod()
        .find((method) => method.name === credential.type)
        ?.reveal?.(credential, identityId) ?? credential.config) satisfies Core['reveal'],
    messages: outgoing.messages,
    outbox: outgoing.outbox,
    identitySearch: people.identitySearch,
    apiTokens: people.apiTokens,
    operators: people.operators,
    jobs: people.jobs,
    peopleExport: createPeopleExport(people.identitySearch),
    impersonations: people.impersonations,
    rememberedAdministration: createRememberedAdministration({ remembered, identities }),
    shieldAdministration: createShieldAdministration({ shield, identities }),
  }
}
