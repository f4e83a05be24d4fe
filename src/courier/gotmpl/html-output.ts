// Escapes values for the place where they are in the HTML: text, an attribute, an address,
// JavaScript. It follows the document as a browser would parse it.
import { TemplateFault } from './fault.ts'
import type { Output } from './evaluate.ts'
import {
  asJsValue,
  encodeQueryPart,
  escapeHtml,
  escapeJs,
  escapeUnquoted,
  filterCss,
  filterUrl,
  normalizeUrl,
} from './escape.ts'
import { Escaped, toJson, toText, type Value } from './values.ts'

type Place =
  | {
      readonly kind:
        | 'text'
        | 'open'
        | 'comment'
        | 'tag-name'
        | 'tag'
        | 'attribute-name'
        | 'after-name'
        | 'before-value'
        | 'closing'
    }
  /** Inside an element whose content is not HTML. */
  | { readonly kind: 'raw'; readonly element: string; readonly quote: string }
  | { readonly kind: 'value'; readonly quote: '"' | "'" | ''; readonly from: number }

const addresses = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'background',
  'poster',
  'cite',
  'longdesc',
  'data',
  'usemap',
  'profile',
  'icon',
  'manifest',
  'xlink:href',
])
const raws = new Set(['script', 'style', 'textarea', 'title'])
const space = /[\t\n\f\r ]/

export function createHtmlOutput(): Output {
  let place: Place = { kind: 'text' }
  let result = '',
    element = '',
    attribute = ''

  function advance(text: string): void {
    for (let i = 0; i < text.length; i++) i = step(text, i)
  }

  /** Reads one character, or several that belong together; answers the position of the last one. */
  function step(text: string, i: number): number {
    const c = text[i] ?? ''
    switch (place.kind) {
      case 'text':
        if (c !== '<') break
        if (text.startsWith('<!--', i)) {
          place = { kind: 'comment' }
          return i + 3
        }
        place = { kind: 'open' }
        break
      case 'open':
        if (/[a-z]/i.test(c)) {
          element = c.toLowerCase()
          place = { kind: 'tag-name' }
        } else place = { kind: c === '/' || c === '!' || c === '?' ? 'closing' : 'text' }
        break
      case 'comment':
        if (text.startsWith('-->', i)) {
          place = { kind: 'text' }
          return i + 2
        }
        break
      case 'closing':
        if (c === '>') place = { kind: 'text' }
        break
      case 'tag-name':
        if (c === '>') endTag()
        else if (space.test(c) || c === '/') place = { kind: 'tag' }
        else element += c.toLowerCase()
        break
      case 'tag':
      case 'after-name':
        if (c === '>') endTag()
        else if (c === '=' && place.kind === 'after-name') place = { kind: 'before-value' }
        else if (!space.test(c) && c !== '/') {
          attribute = c.toLowerCase()
          place = { kind: 'attribute-name' }
        }
        break
      case 'attribute-name':
        if (c === '>') endTag()
        else if (c === '=') place = { kind: 'before-value' }
        else if (space.test(c)) place = { kind: 'after-name' }
        else if (c === '/') place = { kind: 'tag' }
        else attribute += c.toLowerCase()
        break
      case 'before-value':
        if (c === '"' || c === "'") place = { kind: 'value', quote: c, from: 0 }
        else if (c === '>') endTag()
        else if (!space.test(c)) place = { kind: 'value', quote: '', from: 0 }
        if (place.kind === 'value')
          place = { ...place, from: result.length + (place.quote === '' ? i : i + 1) }
        break
      case 'value':
        if (place.quote === '' ? space.test(c) : c === place.quote) place = { kind: 'tag' }
        else if (place.quote === '' && c === '>') endTag()
        break
      case 'raw':
        if (text.slice(i, i + 2 + place.element.length).toLowerCase() === `</${place.element}`) {
          const length: number = place.element.length
          place = { kind: 'closing' }
          return i + 1 + length
        }
        if (place.element === 'script') {
          if (place.quote === '' && /["'`]/.test(c)) place = { ...place, quote: c }
          else if (place.quote !== '' && c === '\\') return i + 1
          else if (c === place.quote) place = { ...place, quote: '' }
        }
        break
    }
    return i
  }

  function endTag(): void {
    place = raws.has(element) ? { kind: 'raw', element, quote: '' } : { kind: 'text' }
  }

  function safe(value: Value): string {
    switch (place.kind) {
      case 'text':
        return value instanceof Escaped ? value.html : escapeHtml(toText(value))
      case 'comment':
        return ''
      case 'raw':
        return inRaw(value, place.element, place.quote)
      case 'before-value':
        place = { kind: 'value', quote: '', from: result.length }
        return escapeUnquoted(inAttribute(value, '')) || '&#32;'
      case 'value': {
        const text = inAttribute(value, result.slice(place.from))
        return place.quote === '' ? escapeUnquoted(text) : escapeHtml(text)
      }
      default:
        throw new TemplateFault(
          1 + (result.match(/\n/g)?.length ?? 0),
          'a value cannot stand inside of a tag, but for the values of attributes (the line ' +
            'is that of the result)',
        )
    }
  }

  function inAttribute(value: Value, before: string): string {
    const text = value instanceof Escaped ? value.html : toText(value)
    if (attribute === 'srcset') return normalizeUrl(text).replaceAll(',', '%2C')
    if (addresses.has(attribute)) {
      if (before.trim() === '') return filterUrl(text.trim())
      return /[?#]/.test(before) ? encodeQueryPart(text) : normalizeUrl(text)
    }
    if (attribute === 'style') return filterCss(text)
    return attribute.startsWith('on') ? asJsValue(JSON.stringify(toJson(value))) : text
  }

  return {
    text(text) {
      advance(text)
      result += text
    },
    value(value) {
      const text = safe(value)
      result += text
    },
    result: () => result,
  }
}

function inRaw(value: Value, element: string, quote: string): string {
  switch (element) {
    case 'script':
      return quote === '' ? asJsValue(JSON.stringify(toJson(value))) : escapeJs(toText(value))
    case 'style':
      return filterCss(toText(value))
    default:
      return escapeHtml(toText(value))
  }
}

/** Output as plain text, without escaping. */
export function createTextOutput(): Output {
  let result = ''
  return {
    text: (text) => void (result += text),
    value: (value) => void (result += value instanceof Escaped ? value.html : toText(value)),
    result: () => result,
  }
}
