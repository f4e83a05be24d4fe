import type { Expr } from '../syntax/ast.ts'
import type { Code, Delay } from '../machine/values.ts'
import type { Emitter } from './emitter.ts'
import type { Scope } from './scope.ts'

/** The mutually recursive functions of the compiler. */
export type Compiler = {
  /**
   * Emits code that pushes the value. `tail`: the expression is in tail position, so a tailstrict
   * call may replace the frame.
   */
  expr(expr: Expr, scope: Scope, out: Emitter, tail?: boolean): void
  /** Compiles the expression to separate code that runs in the scope's environment. */
  unit(expr: Expr, scope: Scope, name: string): Code
  /**
   * Compiles the expression to a constructor of its slot. `binding`: it initializes a variable of a
   * mutually recursive group, whose other slots may not exist yet.
   */
  delay(expr: Expr, scope: Scope, name: string, binding?: boolean): Delay
}
