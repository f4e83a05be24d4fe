// Lists are counted up to a number, so that the work is the same however long they are.

/** So many entries are counted. */
export const mostCounted = 99

/** `7`, or `99+` where there are more. */
export const countText = (count: number, isMore: boolean): string =>
  isMore ? `${count}+` : String(count)
