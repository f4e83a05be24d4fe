// Reads configured templates.
import { readBody } from '#lib/read-body.ts'
import { matchLanguage } from '#languages/language.ts'
import { isAbsolute, join, resolve } from 'node:path'
import { templatePlace, type TemplateType } from './courier.ts'
import { compile, type Template } from './gotmpl/template.ts'

export type SourceParts = {
  readonly fetch: typeof fetch
  /** Throws an error with the code ENOENT for an unknown file. */
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** The names of the files in a folder; throws likewise. */
  readonly readFolder: (path: string) => Promise<readonly string[]>
  readonly now: () => number
}

export type TemplatePart = 'subject' | 'text' | 'html' | 'sms'

export type TemplateSource = {
  /**
   * The template at an address. Templates from the network are fetched once a minute; when that
   * fails, the last one is used.
   */
  fromUrl(url: string, cwd: string, language: string | undefined): Promise<Template>
  /** A template of a folder; undefined when the folder has none for this part. */
  fromFolder(
    folder: string,
    template: TemplateType,
    part: TemplatePart,
    language: string | undefined,
  ): Promise<Template | undefined>
}

const longest = 512 * 1024,
  timeoutMs = 5000,
  freshMs = 60_000,
  mostCompiled = 200
const names: Readonly<Record<TemplatePart, string>> = {
  subject: 'email.subject',
  text: 'email.body.plaintext',
  html: 'email.body',
  sms: 'sms.body',
}

export function createTemplateSource({
  fetch,
  readFile,
  readFolder,
  now,
}: SourceParts): TemplateSource {
  const compiled = new Map<string, Template>()
  const fetched = new Map<string, { readonly text: string; readonly at: number }>()

  function compiledOnce(text: string, others: Readonly<Record<string, string>> = {}): Template {
    const key = JSON.stringify([text, others])
    const known = compiled.get(key)
    if (known) return known
    if (compiled.size >= mostCompiled) compiled.clear()
    const made = compile(text, others)
    compiled.set(key, made)
    return made
  }

  async function fromNetwork(url: string): Promise<string> {
    const last = fetched.get(url)
    if (last && now() - last.at < freshMs) return last.text
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const text = Buffer.from(await readBody(response, longest)).toString('utf8')
      fetched.set(url, { text, at: now() })
      return text
    } catch (error) {
      if (last) return last.text
      throw new Error('The template cannot be fetched from its address.', { cause: error })
    }
  }

  async function readText(path: string): Promise<string> {
    const bytes = await readFile(path)
    if (bytes.byteLength > longest) throw new Error('The template is too long.')
    return Buffer.from(bytes).toString('utf8')
  }

  /** The first of these files that exists. */
  async function firstOf(paths: readonly string[]): Promise<string | undefined> {
    for (const path of paths) {
      try {
        return await readText(path)
      } catch (error) {
        if (!isMissing(error))
          throw new Error('The file of the template cannot be read.', { cause: error })
      }
    }
    return undefined
  }

  return {
    async fromUrl(url, cwd, language) {
      const inline = inlineTemplateOf(url)
      if (inline !== undefined) return compiledOnce(inline)
      const file = templateFileOf(url, cwd)
      if (file === undefined) return compiledOnce(await fromNetwork(url))
      const text = await firstOf([
        ...spellings(language).map((one) => withLanguage(file, one)),
        file,
      ])
      if (text === undefined) throw new Error('The file of the template is not there.')
      return compiledOnce(text)
    },
    async fromFolder(folder, template, part, language) {
      const place = join(folder, ...templatePlace(template))
      const found = await readFolder(place).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw new Error('The folder of templates cannot be read.', { cause: error })
      })
      const name = names[part]
      // NOTE the subject and the bodies of a mail are separate templates, also the plain body,
      // whose name begins like that of the other
      const related = found.filter(
        (file) =>
          file.startsWith(`${name}.`) &&
          file.endsWith('.gotmpl') &&
          (part !== 'html' || !file.startsWith(`${names.text}.`)),
      )
      const chosen = [
        ...spellings(language).map((one) => `${name}.${one}.gotmpl`),
        `${name}.gotmpl`,
      ].find((file) => related.includes(file))
      if (chosen === undefined) return undefined
      const texts = await Promise.all(
        related.map(async (file) => [file, await readText(join(place, file))] as const),
      )
      const others = Object.fromEntries(texts.filter(([file]) => file !== chosen))
      return compiledOnce(texts.find(([file]) => file === chosen)?.[1] ?? '', others)
    },
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/**
 * The spellings of a language in file names, most exact first: `de-AT`, `de_AT`, `de`. For a tag of
 * another country also that of the built-in texts: `zh-Hans` for `zh-CN`.
 */
function spellings(language: string | undefined): readonly string[] {
  if (language === undefined || !/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/.test(language))
    return []
  const tag = language.replaceAll('_', '-')
  const fitting = matchLanguage(tag) ?? tag
  const exact = [tag, fitting].flatMap((one) => [one, one.replaceAll('-', '_')])
  return [...new Set([...exact, tag.split('-')[0]?.toLowerCase() ?? tag])]
}

const withLanguage = (file: string, language: string) =>
  file.endsWith('.gotmpl')
    ? `${file.slice(0, -'.gotmpl'.length)}.${language}.gotmpl`
    : `${file}.${language}`

/** The file of a `file://` address; undefined for any other address. */
export function templateFileOf(url: string, cwd: string): string | undefined {
  const [, path] = /^file:\/\/(.+)$/is.exec(url) ?? []
  if (path === undefined) return undefined
  const plain = decodeURIComponent(path)
  return isAbsolute(plain) ? plain : resolve(cwd, plain)
}

/** The template in a `base64://` address; undefined for any other address. */
export function inlineTemplateOf(url: string): string | undefined {
  const [, text] = /^base64:\/\/(.*)$/is.exec(url) ?? []
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString('utf8')
}

/** Why a text is not a template; undefined when it is one. */
export function templateFaultOf(text: string): string | undefined {
  try {
    compile(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
