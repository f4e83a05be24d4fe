/** How messages reach an address. */
export type AddressChannel = 'email' | 'sms'
