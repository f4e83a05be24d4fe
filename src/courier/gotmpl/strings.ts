// The functions of Sprig for text (https://masterminds.github.io/sprig/strings.html). Their subject
// is the last argument, for pipelines.
import { at, fn, type TemplateFunction, type Tools } from './template-function.ts'
import { isList, toInt, toJson, toText, type Value } from './values.ts'

export function strings(): Readonly<Record<string, TemplateFunction>> {
  const text = (args: readonly Value[], index: number) => toText(at(args, index))
  const one = (change: (text: string) => string) => fn(1, (args) => change(text(args, 0)))
  return {
    upper: one((value) => value.toUpperCase()),
    lower: one((value) => value.toLowerCase()),
    title: one((value) =>
      value.replaceAll(/(?<![\p{L}\p{N}_'’])\p{L}/gu, (letter) => letter.toUpperCase()),
    ),
    untitle: one((value) =>
      value.replaceAll(/(?<![\p{L}\p{N}_'’])\p{L}/gu, (letter) => letter.toLowerCase()),
    ),
    trim: one((value) => value.trim()),
    nospace: one((value) => value.replaceAll(/\s+/g, '')),
    toString: one((value) => value),
    b64enc: one((value) => Buffer.from(value).toString('base64')),
    b64dec: one((value) => Buffer.from(value, 'base64').toString('utf8')),
    squote: fn(0, (args) => args.map((value) => `'${toText(value)}'`).join(' '), Infinity),
    quote: fn(0, (args) => args.map((value) => JSON.stringify(toText(value))).join(' '), Infinity),
    trimAll: fn(2, (args) => trimRunes(text(args, 0), text(args, 1), true, true)),
    trimSuffix: fn(2, (args) =>
      text(args, 0) !== '' && text(args, 1).endsWith(text(args, 0))
        ? text(args, 1).slice(0, -text(args, 0).length)
        : text(args, 1),
    ),
    trimPrefix: fn(2, (args) =>
      text(args, 1).startsWith(text(args, 0))
        ? text(args, 1).slice(text(args, 0).length)
        : text(args, 1),
    ),
    contains: fn(2, (args) => text(args, 1).includes(text(args, 0))),
    hasPrefix: fn(2, (args) => text(args, 1).startsWith(text(args, 0))),
    hasSuffix: fn(2, (args) => text(args, 1).endsWith(text(args, 0))),
    replace: fn(3, (args, tools) => replace(text(args, 2), text(args, 0), text(args, 1), tools)),
    repeat: fn(2, (args, tools) => {
      const count = Math.max(toInt(at(args, 0)), 0),
        value = text(args, 1)
      tools.sized(count * value.length)
      return value.repeat(count)
    }),
    substr: fn(3, (args) => {
      const start = toInt(at(args, 0)),
        end = toInt(at(args, 1)),
        runes = [...text(args, 2)]
      return (
        start < 0
          ? runes.slice(0, end < 0 ? undefined : end)
          : runes.slice(start, end < 0 ? undefined : end)
      ).join('')
    }),
    trunc: fn(2, (args) => {
      const count = toInt(at(args, 0)),
        runes = [...text(args, 1)]
      return (count < 0 ? runes.slice(count) : runes.slice(0, count)).join('')
    }),
    abbrev: fn(2, (args) => {
      const width = toInt(at(args, 0)),
        runes = [...text(args, 1)]
      return width < 4 || runes.length <= width
        ? runes.join('')
        : `${runes.slice(0, width - 3).join('')}...`
    }),
    split: fn(2, (args) =>
      Object.fromEntries(
        text(args, 1)
          .split(text(args, 0))
          .map((part, place) => [`_${place}`, part]),
      ),
    ),
    splitList: fn(2, (args) => text(args, 1).split(text(args, 0))),
    join: fn(2, (args) => {
      const from = at(args, 1)
      return isList(from) ? from.map(toText).join(text(args, 0)) : toText(from)
    }),
    indent: fn(2, (args, tools) => indent(toInt(at(args, 0)), text(args, 1), tools)),
    nindent: fn(2, (args, tools) => `\n${indent(toInt(at(args, 0)), text(args, 1), tools)}`),
    plural: fn(3, (args) => (toInt(at(args, 2)) === 1 ? text(args, 0) : text(args, 1))),
    toJson: fn(1, (args) => JSON.stringify(toJson(at(args, 0)))),
    toPrettyJson: fn(1, (args) => JSON.stringify(toJson(at(args, 0)), null, 2)),
  }
}

function replace(value: string, old: string, by: string, tools: Tools): string {
  tools.sized(value.length + value.split(old).length * by.length)
  return value.replaceAll(old, () => by)
}

function indent(count: number, value: string, tools: Tools): string {
  tools.sized(Math.max(count, 0) * value.split('\n').length)
  const margin = ' '.repeat(Math.max(count, 0))
  return margin + value.replaceAll('\n', `\n${margin}`)
}

function trimRunes(set: string, value: string, start: boolean, end: boolean): string {
  const unwanted = new Set(set),
    runes = [...value]
  let from = 0,
    to = runes.length
  while (start && from < to && unwanted.has(runes[from] ?? '')) from++
  while (end && to > from && unwanted.has(runes[to - 1] ?? '')) to--
  return runes.slice(from, to).join('')
}
