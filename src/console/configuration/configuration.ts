// What is in force, where each value comes from, warnings, and the last reload.
import { queryValue, type Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { readOne } from '../read.ts'
import type { Rows } from '../routes.ts'
import { configurationView } from './view.ts'

export function configurationRoutes({ configuration }: ConsoleParts, rows: Rows): readonly Route[] {
  return [
    rows.page(
      '/configuration',
      (request) => ({
        find: queryValue(request, 'find')?.trim() ?? '',
        showsAll: readOne(request, 'show', ['all']) !== undefined,
      }),
      ({ find, showsAll }) => {
        const facts = configuration()
        const wanted = find.toLowerCase()
        return {
          facts,
          find,
          showsAll,
          shown: facts.settings.filter(
            ({ path, text, source }) =>
              (showsAll || source !== undefined) &&
              `${path.join('.')} ${text}`.toLowerCase().includes(wanted),
          ),
        }
      },
      configurationView,
    ),
  ]
}
