import { Undelivered, type Delivery } from '#courier/delivery.ts'

/** Refuses messages for which nothing is configured, so that an operator sees them. */
export function createNoDelivery(reason: string): Delivery {
  return {
    send: () => Promise.reject(new Undelivered('refused', reason)),
    close: () => undefined,
  }
}
