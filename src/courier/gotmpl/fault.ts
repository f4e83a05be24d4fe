/** An error in a template, or when running it. It tells the line, and nothing of the data. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault'
  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`)
  }
}
