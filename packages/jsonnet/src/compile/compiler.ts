import type { Expr } from '../syntax/ast.ts'
import type { Code, Delay } from '../machine/values.ts'
import type { Emitter } from './emitter.ts'
import type { Scope } from './scope.ts'

/** How the parts of the compiler reach each other. */
export type Compiler = {
  /**
   * Emits code that pushes the value. `tail`: nothing follows it, so a call can take the place of
   * the frame.
   */
  expr(expr: Expr, scope: Scope, out: Emitter, tail?: boolean): void
  /** Code of its own for the expression; it runs in the environment of the scope. */
  unit(expr: Expr, scope: Scope, name: string): Code
  /**
   * Makes the slot for an expression; `binding`: variables around it may not have their slots yet.
   */
  delay(expr: Expr, scope: Scope, name: string, binding?: boolean): Delay
}
