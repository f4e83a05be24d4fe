// The nodes of a parsed template.

export type Operand =
  | { readonly kind: 'dot' }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }

/** An operand, and the fields that are read of it one after the other. */
export type Term = {
  readonly base: Operand
  readonly fields: readonly string[]
  readonly line: number
}

/** A function with its arguments, or a single term. */
export type Command = { readonly terms: readonly [Term, ...Term[]]; readonly line: number }

export type Pipeline = {
  readonly names: readonly string[]
  /** Whether it assigns existing variables rather than declaring new ones. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
  readonly line: number
}

export type GoNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipeline: Pipeline; readonly line: number }
  | {
      readonly kind: 'if' | 'with' | 'range'
      readonly pipeline: Pipeline
      readonly then: readonly GoNode[]
      readonly otherwise: readonly GoNode[]
      readonly line: number
    }
  | {
      readonly kind: 'template'
      readonly name: string
      readonly pipeline: Pipeline | undefined
      readonly line: number
    }
  | { readonly kind: 'break' | 'continue'; readonly line: number }

export type Templates = ReadonlyMap<string, readonly GoNode[]>
