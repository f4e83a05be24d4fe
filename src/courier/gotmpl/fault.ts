/** What is wrong with a template, or with running it. Says where, and never what the data was. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault'
  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`)
  }
}
