import type { JsonObject } from '#lib/json.ts'
import type { Renderer } from './attempt.ts'
import { builtIn, type Brand, type PageHost } from './content/built-in.ts'
import type { Template } from './gotmpl/template.ts'
import type { Content, Message } from './message.ts'
import type { LanguageSettings, TemplateSettings } from './settings.ts'
import type { TemplatePart, TemplateSource } from './template-source.ts'

export type RenderParts = {
  readonly settings: () => TemplateSettings
  readonly source: TemplateSource
  readonly languages: () => LanguageSettings
  /** What built-in messages show of the product. */
  readonly brand: () => Brand
  readonly pageHost?: PageHost
}

type Asked = Pick<Message, 'template' | 'channel' | 'language' | 'recipient'>

/**
 * Renders the content of messages from configured templates, and each part without one from the
 * built-in template.
 */
export function createRenderer({
  settings,
  source,
  languages,
  brand,
  pageHost,
}: RenderParts): Renderer {
  async function own(
    { template, language }: Asked,
    part: TemplatePart,
  ): Promise<Template | undefined> {
    const { sources, folder, cwd } = settings()
    const url = sources[template]?.[part]
    if (url !== undefined) return source.fromUrl(url, cwd, language)
    return folder === undefined ? undefined : source.fromFolder(folder, template, part, language)
  }

  return async (message, data): Promise<Content> => {
    const facts = withUsual(message, data)
    const usual = builtIn(message, data, {
      ...brand(),
      ...languages(),
      ...(pageHost ? { pageHost } : {}),
    })
    let isBuiltIn = true
    const run = async (part: TemplatePart, as: 'text' | 'html', otherwise: string) => {
      const template = await own(message, part)
      if (!template) return otherwise
      isBuiltIn = false
      return template.run(facts, as)
    }
    if (message.channel === 'sms')
      return { subject: '', text: (await run('sms', 'text', usual.short)).trim(), html: undefined }
    const [subject, text, html] = await Promise.all([
      run('subject', 'text', usual.subject),
      run('text', 'text', usual.text),
      run('html', 'html', usual.html ?? ''),
    ])
    return {
      subject: subject.replaceAll(/\s+/g, ' ').trim(),
      text,
      html,
      // NOTE what language a configured template is in is not known
      ...(isBuiltIn ? { language: usual.language } : {}),
    }
  }
}

/** Data that templates can rely on. */
function withUsual({ recipient, language }: Asked, data: JsonObject): JsonObject {
  const identity = data['Identity']
  const traits =
    data['Traits'] ??
    (identity !== null && typeof identity === 'object' && 'traits' in identity
      ? identity.traits
      : undefined)
  return {
    To: recipient,
    Language: language ?? '',
    ...(traits === undefined ? {} : { Identity: { traits }, Traits: traits }),
    ...data,
  }
}
