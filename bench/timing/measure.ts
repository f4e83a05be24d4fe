/** Milliseconds, and how many they may be. */
export type Measure = {
  readonly name: string
  readonly limitMs: number
  take(): Promise<number> | number
}
