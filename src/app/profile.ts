import type { EditionProfile } from '#core.ts'
import type { Method } from '#flow/method.ts'
import { once } from '#lib/once.ts'
import { defaultRules } from '#rules.ts'

export const defaultProfile: EditionProfile = { methods: 'all', rules: defaultRules }

/** Of all methods those that are offered. */
export const offered = (
  methods: () => readonly Method[],
  { methods: names }: EditionProfile,
): (() => readonly Method[]) =>
  names === 'all'
    ? methods
    : once(methods, (all) => all.filter((method) => names.includes(method.name)))
