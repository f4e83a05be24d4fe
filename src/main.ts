// The command line.
import { ConfigError } from '#config/faults.ts'
import { Refusal } from '#errors/refusal.ts'
import { arrange } from '#commands/arguments.ts'
import { createProgram } from '#commands/program.ts'

const program = createProgram({ env: process.env, cwd: process.cwd() })
try {
  await program.parseAsync(arrange(process.argv.slice(2), program), { from: 'user' })
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (error instanceof Refusal)
    process.stderr.write(`pallas: ${error.reason ?? error.message}\n`)
  else
    process.stderr.write(
      `pallas: ${error instanceof Error ? error.message : 'something went wrong'}\n`,
    )
  process.exit(1)
}
