export { defaultBudget, type Budget } from './budget.ts'
export {
  BudgetExceeded,
  JsonnetError,
  type ErrorKind,
  type Limit,
  type Position,
  type TraceEntry,
} from './errors.ts'
export { compile, evaluate, type Inputs, type Program } from './program.ts'
export { format } from './style/format.ts'
export { lint, type Finding } from './style/lint.ts'
export { createPool, type Pool, type PoolSettings } from './worker-pool.ts'
