/** The list of leaked passwords could not be asked, or its answer was not complete. */
export class BreachesUnavailable extends Error {
  override readonly name = 'BreachesUnavailable'
}

/** A list of passwords that are known from leaks. */
export type Breaches = {
  /** How often a password appears in leaks. Throws BreachesUnavailable. */
  count(password: string): Promise<number>
}
