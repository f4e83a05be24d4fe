// The syntax tree. Chains of operators, suffixes, `local …;` and `else if` are flat lists, so the
// tree is only as deep as the source is nested, however long the chains are. `at` is an offset in
// the source.

export type Expr =
  | {
      readonly kind: 'literal'
      readonly value: null | boolean | number | string
      readonly at: number
    }
  | { readonly kind: 'self' | 'dollar'; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  | { readonly kind: 'array'; readonly items: readonly Expr[]; readonly at: number }
  | {
      readonly kind: 'array-for'
      readonly item: Expr
      readonly clauses: readonly Clause[]
      readonly at: number
    }
  | ObjectExpr
  | {
      readonly kind: 'suffixed'
      readonly base: Expr
      readonly suffixes: readonly Suffix[]
      readonly at: number
    }
  | { readonly kind: 'super'; readonly key: Expr; readonly at: number }
  | {
      readonly kind: 'chain'
      readonly first: Expr
      readonly links: readonly Link[]
      readonly at: number
    }
  | {
      readonly kind: 'unary'
      readonly operator: UnaryOperator
      readonly operand: Expr
      readonly at: number
    }
  | FunctionExpr
  | {
      readonly kind: 'block'
      readonly statements: readonly Statement[]
      readonly body: Expr
      readonly at: number
    }
  | {
      readonly kind: 'if'
      readonly branches: readonly Branch[]
      readonly otherwise: Expr | undefined
      readonly at: number
    }
  | { readonly kind: 'error'; readonly message: Expr; readonly at: number }
  | { readonly kind: 'import'; readonly word: string; readonly at: number }

export type ObjectExpr =
  | {
      readonly kind: 'object'
      readonly fields: readonly Field[]
      readonly locals: readonly Bind[]
      readonly asserts: readonly Assertion[]
      readonly at: number
    }
  | {
      readonly kind: 'object-for'
      readonly field: Field
      readonly locals: readonly Bind[]
      readonly clauses: readonly Clause[]
      readonly at: number
    }

export type FunctionExpr = {
  readonly kind: 'function'
  readonly name: string | undefined
  readonly parameters: readonly Parameter[]
  readonly body: Expr
  readonly at: number
}
export type Parameter = {
  readonly name: string
  readonly fallback: Expr | undefined
  readonly at: number
}

export type Bind = { readonly name: string; readonly value: Expr; readonly at: number }
export type Assertion = {
  readonly test: Expr
  readonly message: Expr | undefined
  readonly at: number
}
export type Statement =
  | { readonly kind: 'local'; readonly binds: readonly Bind[] }
  | ({ readonly kind: 'assert' } & Assertion)
export type Branch = { readonly test: Expr; readonly then: Expr }

/** `:` inherits the visibility of the overridden field, `::` hides, `:::` forces visible. */
export type Visibility = ':' | '::' | ':::'
export type FieldName =
  | { readonly kind: 'fixed'; readonly name: string }
  | { readonly kind: 'computed'; readonly name: Expr }
export type Field = {
  readonly name: FieldName
  readonly plus: boolean
  readonly visibility: Visibility
  readonly value: Expr
  readonly at: number
}

export type Clause =
  | { readonly kind: 'for'; readonly name: string; readonly from: Expr; readonly at: number }
  | { readonly kind: 'if'; readonly test: Expr; readonly at: number }

export type Suffix =
  | { readonly kind: 'index'; readonly key: Expr; readonly at: number }
  | {
      readonly kind: 'slice'
      readonly from: Expr | undefined
      readonly to: Expr | undefined
      readonly step: Expr | undefined
      readonly at: number
    }
  | CallSuffix
  | { readonly kind: 'extend'; readonly object: ObjectExpr; readonly at: number }
export type CallSuffix = {
  readonly kind: 'call'
  readonly positional: readonly Expr[]
  readonly named: readonly { readonly name: string; readonly value: Expr; readonly at: number }[]
  readonly tailstrict: boolean
  readonly at: number
}

export type UnaryOperator = '-' | '+' | '!' | '~'
export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||'
  | 'in'
/** The links of a chain have the same precedence and are left-associative. */
export type Link =
  | { readonly operator: BinaryOperator; readonly right: Expr; readonly at: number }
  | { readonly operator: 'in super'; readonly at: number }
