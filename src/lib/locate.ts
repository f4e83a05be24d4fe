/**
 * Where an address is, roughly, in words of a language (BCP 47); undefined where that is not known.
 */
export type Locate = (ipAddress: string, language: string) => string | undefined
