/** The steps of migrations that are done. */
export type MigrationsTable = {
  /** `<migration>/<step>` */
  step: string
  applied_at: number
}
