// What a page in the made-up language of long words says in other words than those of its texts.

const empty = new Set(['input', 'meta', 'link', 'br', 'wbr', 'hr', 'img', 'path', 'circle', 'rect'])
/** What has no language: moments, what is typed or stored as it is, and what is marked. */
const withoutLanguage =
  /^<(?:time|pre|script|style|svg)\b|translate="no"|class="(?:[^"]* )?mono\b|\slang="en"/
const spokenAttributes =
  /\s(?:placeholder|title|aria-label|alt|label|data-copy|data-copied)="([^"]*)"/g

/** Every text and spoken attribute that is not, or not wholly, made up. `data`: texts of no language. */
export function untranslatedIn(page: string, data: readonly string[]): readonly string[] {
  const texts: string[] = []
  let silentBelow: number | undefined
  let depth = 0
  for (const [tag] of page.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!tag.startsWith('<')) {
      if (silentBelow === undefined) texts.push(tag)
      continue
    }
    const name = /^<\/?([\w-]+)/.exec(tag)?.[1]?.toLowerCase() ?? ''
    if (tag.startsWith('</')) {
      depth--
      if (silentBelow !== undefined && depth <= silentBelow) silentBelow = undefined
      continue
    }
    if (silentBelow === undefined && name !== 'html' && !withoutLanguage.test(tag))
      for (const [, text = ''] of tag.matchAll(spokenAttributes)) texts.push(text)
    if (name === '' || empty.has(name) || tag.endsWith('/>')) continue
    if (silentBelow === undefined && name !== 'html' && withoutLanguage.test(tag))
      silentBelow = depth
    depth++
  }
  return texts.map((text) => text.trim()).filter((text) => /\p{Letter}/u.test(rest(text, data)))
}

/** A key, an address, a version: a word with a mark inside of it. */
const identifier = /(?<![\p{Letter}\d])[\w-]*[.@:/_\d][\w.@:/*+#-]*/gu

function rest(text: string, data: readonly string[]): string {
  let left = text
  for (let before = ''; before !== left;) {
    before = left
    left = left.replaceAll(/⟦[^⟦⟧]*⟧/g, '')
  }
  return (
    data
      .reduce((all, one) => all.replaceAll(one, ''), left)
      .replaceAll(/https?:\S+|[\da-f]{8}-[\da-f-]{27}|&#?\w+;/g, '')
      // NOTE units are those of the locale
      .replaceAll(/\d[\d,.]* (?:MB|ms)\b/g, '')
      .replaceAll(identifier, '')
  )
}
