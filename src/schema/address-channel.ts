/** The kind of an address: how messages are sent to it. */
export type AddressChannel = 'email' | 'sms'
