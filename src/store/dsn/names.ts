import type { Target } from './target.ts'

/** What the kinds of databases are called. */
export const databaseNames: Readonly<Record<Target['kind'], string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
}
