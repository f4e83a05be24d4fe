// The edition that was called `current` has a name of its own, so that flows which are open keep
// their edition when a newer one comes.
import type { Migration } from './migration.ts'

/** The name stands in the first characters of the document, before anything that people send. */
const head = 'SUBSTR(data, 1, 120)'
const [before, after] = ['"edition":"current"', '"edition":"v26.2"']

export const editionNames: Migration = {
  name: '0009-edition-names',
  steps: [
    {
      name: 'flows of the edition that was called current',
      statements: () => [
        `UPDATE pallas_flows SET data = CONCAT(REPLACE(${head}, '${before}', '${after}'), ` +
          `SUBSTR(data, 121)) WHERE ${head} LIKE '%${before}%'`,
      ],
    },
  ],
}
