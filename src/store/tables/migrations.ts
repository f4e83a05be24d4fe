/** The steps of migrations that were applied. */
export type MigrationsTable = {
  /** `<migration>/<step>` */
  step: string
  applied_at: number
}
