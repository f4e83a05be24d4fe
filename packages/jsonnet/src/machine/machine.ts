// Runs code on a stack of its own: frames are objects, so no program can use up the stack of the host.
import type { Budget } from '../budget.ts'
import { Fault, type Limit } from '../errors.ts'
import { Call, Env, Fn, Thunk, type Code, type Request, type Slot, type Task, type Value } from './values.ts'

type Frame = {
  readonly code: Code
  readonly env: Env
  pc: number
  /** Receives the value when the frame ends. */
  readonly thunk: Thunk | undefined
  readonly task: Task<unknown> | undefined
  readonly below: Frame | undefined
  readonly depth: number
}

const told: Readonly<Record<Exclude<Limit, 'time' | 'output'>, string>> = {
  steps: 'takes too many steps',
  depth: 'too many evaluations wait for each other (endless recursion?)',
  memory: 'needs too much memory',
}

const nowhere = new Env(undefined, [])
/** Resumes the task of the frame with the value on top; stays in place until the task is done. */
const taskCode: Code = { steps: [(machine) => machine.resume()], at: [-1], name: '' }

export class Machine {
  readonly budget: Budget
  readonly extVars: ReadonlyMap<string, Slot>
  readonly filename: string
  /** The value of the variable `std`. */
  readonly std: () => Value
  #frame: Frame | undefined
  readonly #operands: unknown[] = []
  #steps: number
  #memory: number

  constructor(parts: { readonly budget: Budget; readonly extVars: ReadonlyMap<string, Slot>; readonly filename: string; readonly std: (machine: Machine) => Value }) {
    this.budget = parts.budget
    this.extVars = parts.extVars
    this.filename = parts.filename
    this.#steps = parts.budget.steps
    this.#memory = parts.budget.memory
    let std: Value | undefined
    this.std = () => (std ??= parts.std(this))
  }

  /** Runs a request until its value is there. Faults carry where they happened. */
  run<T>(request: Request): T {
    this.#request(request)
    try {
      for (let frame = this.#frame; frame !== undefined; frame = this.#frame) {
        if (--this.#steps < 0) throw new Fault(told.steps, { limit: 'steps' })
        const step = frame.code.steps[frame.pc++]
        if (step === undefined) this.#leave(frame)
        else step(this)
      }
    } catch (error) {
      throw error instanceof Fault && error.at === undefined ? this.#placed(error) : error
    }
    return this.#operands.pop() as T
  }

  get env(): Env {
    return this.#frame?.env ?? nowhere
  }

  push(value: unknown): void {
    this.#operands.push(value)
  }

  pop(): Value {
    return this.#operands.pop() as Value
  }

  /** The operand that many below the top. */
  peek(below = 0): unknown {
    return this.#operands[this.#operands.length - 1 - below]
  }

  /** Takes the topmost operands. */
  take(count: number): Value[] {
    return this.#operands.splice(this.#operands.length - count, count) as Value[]
  }

  /** Moves on within the code of the current frame. */
  jump(by: number): void {
    if (this.#frame) this.#frame.pc += by
  }

  /** Continues the current frame in another environment. */
  enter(env: Env): void {
    const frame = this.#frame
    if (frame) this.#frame = { ...frame, env }
  }

  /** Pushes the value of a slot, once it is computed. */
  force(slot: Slot): void {
    if (!(slot instanceof Thunk)) {
      this.#operands.push(slot)
      return
    }
    if (slot.state === 'done') {
      this.#operands.push(slot.value)
      return
    }
    if (slot.state === 'running' || slot.code === undefined || slot.env === undefined) throw new Fault('this value depends on itself')
    slot.state = 'running'
    this.evaluate(slot.code, slot.env, slot)
  }

  /** Starts code; its value will be on the operands, and in the thunk if there is one. */
  evaluate(code: Code, env: Env, thunk?: Thunk): void {
    this.#enter({ code, env, pc: 0, thunk, task: undefined, below: this.#frame, depth: (this.#frame?.depth ?? 0) + 1 })
  }

  /** Starts code in place of the current frame, which has nothing left to do. */
  replace(code: Code, env: Env): void {
    const frame = this.#frame
    if (frame) this.#frame = { code, env, pc: 0, thunk: frame.thunk, task: undefined, below: frame.below, depth: frame.depth }
  }

  /** Starts a task; its result will be on the operands. */
  start(task: Task<unknown>): void {
    this.#operands.push(undefined)
    this.#enter({ code: taskCode, env: nowhere, pc: 0, thunk: undefined, task, below: this.#frame, depth: (this.#frame?.depth ?? 0) + 1 })
  }

  resume(): void {
    const frame = this.#frame
    if (frame?.task === undefined) return
    const { done, value } = frame.task.next(this.#operands.pop())
    if (done === true) {
      this.#operands.push(value)
    } else {
      frame.pc = 0
      this.#request(value as Request)
    }
  }

  /** Counts work that is done outside of steps. */
  spend(steps: number): void {
    this.#steps -= steps
    if (this.#steps < 0) throw new Fault(told.steps, { limit: 'steps' })
  }

  /** Counts memory, before it is allocated. */
  allocate(bytes: number): void {
    this.#memory -= bytes
    if (this.#memory < 0) throw new Fault(told.memory, { limit: 'memory' })
  }

  /** Where the frames stand, innermost first. */
  trace(): { readonly what: string; readonly at: number }[] {
    const entries: { what: string; at: number }[] = []
    for (let frame = this.#frame; frame !== undefined && entries.length < 12; frame = frame.below) {
      const at = frame.code.at[Math.max(0, frame.pc - 1)] ?? -1
      if (at >= 0) entries.push({ what: frame.code.name, at })
    }
    return entries
  }

  #enter(frame: Frame): void {
    if (frame.depth > this.budget.depth) throw new Fault(told.depth, { limit: 'depth' })
    this.allocate(64)
    this.#frame = frame
  }

  #leave(frame: Frame): void {
    this.#frame = frame.below
    if (frame.thunk) frame.thunk.settle(this.peek() as Value)
  }

  #request(request: Request): void {
    if (request instanceof Thunk) this.force(request)
    else if (request instanceof Call) callWith(this, request.fn, request.args)
    else if (isTask(request)) this.start(request)
    else this.#operands.push(request)
  }

  #placed(fault: Fault): Fault {
    const at = this.trace()[0]?.at
    return at === undefined ? fault : new Fault(fault.message, { kind: fault.kind, at, ...(fault.limit === undefined ? {} : { limit: fault.limit }) })
  }
}
