import type { Machine } from '../machine/machine.ts'
import { printed } from '../machine/text.ts'
import type { Native, Slot, Task, Value } from '../machine/values.ts'
import { writeIni } from '../manifest/ini.ts'
import { writeJson } from '../manifest/json-text.ts'
import { isList, type Json, type Writer } from '../manifest/json.ts'
import { writePython, writePythonVars } from '../manifest/python.ts'
import { writeToml } from '../manifest/toml.ts'
import { writeXml } from '../manifest/xml.ts'
import { writeYaml, type YamlLayout } from '../manifest/yaml.ts'
import { boolean, define, items, text } from './define.ts'

const printing = (name: string, param: string, print: (json: Json, out: Writer) => void): Native =>
  define(name, param, (machine, value) => printed(machine, value as Value, print))

const json = (
  machine: Machine,
  value: Slot | undefined,
  indent: string,
  newline = '\n',
  colon = ': ',
  empty = ' ',
): Task =>
  printed(machine, value as Value, (shown, out) =>
    writeJson(shown, { indent, newline, colon, empty }, out),
  )

const yamlLayout = (
  indentLists: Slot | undefined = false,
  quoteKeys: Slot | undefined = true,
): YamlLayout => ({
  indentLists: boolean(indentLists, 'indent_array_in_object'),
  quoteKeys: boolean(quoteKeys, 'quote_keys'),
})

function writeYamlStream(shown: Json, layout: YamlLayout, documentEnd: boolean, out: Writer): void {
  for (const document of isList(shown) ? shown : []) {
    out.add('---\n')
    writeYaml(document, layout, out)
    out.add('\n')
  }
  if (documentEnd) out.add('...\n')
}

export const manifest: readonly Native[] = [
  define('manifestJson', 'value', (machine, value) => json(machine, value, '    ')),
  define(
    'manifestJsonEx',
    'value indent newline? key_val_sep?',
    (machine, value, indent, newline = '\n', colon = ': ') =>
      json(
        machine,
        value,
        text(indent, 'indent'),
        text(newline, 'newline'),
        text(colon, 'key_val_sep'),
      ),
  ),
  define('manifestJsonMinified', 'value', (machine, value) =>
    json(machine, value, '', '', ':', ''),
  ),
  define(
    'manifestYamlDoc',
    'value indent_array_in_object? quote_keys?',
    (machine, value, indentLists, quoteKeys) => {
      const layout = yamlLayout(indentLists, quoteKeys)
      return printed(machine, value as Value, (shown, out) => writeYaml(shown, layout, out))
    },
  ),
  define(
    'manifestYamlStream',
    'value indent_array_in_object? c_document_end? quote_keys?',
    (machine, value, indentLists, documentEnd = true, quoteKeys) => {
      const [layout, ends] = [
        yamlLayout(indentLists, quoteKeys),
        boolean(documentEnd, 'c_document_end'),
      ]
      return printed(machine, items(value, 'value'), (shown, out) =>
        writeYamlStream(shown, layout, ends, out),
      )
    },
  ),
  printing('manifestIni', 'ini', writeIni),
  printing('manifestPython', 'v', writePython),
  printing('manifestPythonVars', 'conf', writePythonVars),
  printing('manifestToml', 'toml', (shown, out) => writeToml(shown, '  ', out)),
  define('manifestTomlEx', 'toml indent', (machine, value, indent) => {
    const given = text(indent, 'indent')
    return printed(machine, value as Value, (shown, out) => writeToml(shown, given, out))
  }),
  printing('manifestXmlJsonml', 'value', writeXml),
]
