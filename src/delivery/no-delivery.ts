import { Undelivered, type Delivery } from '#courier/delivery.ts'

/**
 * For messages that nothing is configured to take. They are refused, so that an operator sees them.
 */
export function createNowhere(reason: string): Delivery {
  return {
    send: () => Promise.reject(new Undelivered('refused', reason)),
    close: () => undefined,
  }
}
