// What of a configuration may be shown.
import type { JsonSchema } from '#lib/json-schema.ts'
import { isObject } from '#lib/json.ts'
import { isBelow, type Path } from './paths.ts'

export const hidden = '***'

/**
 * Free texts that may be seen, by their keys. All others are hidden: a key that is added is a secret
 * until somebody has thought about it.
 */
const openKeys = new Set(
  (
    'version revision dsn host hosts owner group path socket allowed_headers ' +
    'exposed_headers domain_aliases header_allowlist haveibeenpwned_host issuer id name ' +
    'display_name label client_id scope microsoft_tenant apple_team_id ' +
    'apple_private_key_id organization_id additional_id_token_audiences ' +
    'net_id_token_origin_header aal2_acr_values aal2_amr_values domain default_schema_id ' +
    'redaction_text service_name deployment_environment server_url client_cert_path ' +
    'client_key_path from_name local_name method ' +
    'template_override_path hooks product_name offered default from texts ' +
    'database'
  ).split(' '),
)

/** Sections in which everything is secret. */
const secretSections: readonly Path[] = [
  ['secrets'],
  ['pallas', 'admin', 'tokens'],
  ['pallas', 'web_hooks', 'signing_secrets'],
]

/**
 * A value of the settings as it may be shown. `node`: what the schema says of it. Of URLs, user,
 * password, query and inlined documents are hidden.
 */
export function redactValue(node: JsonSchema, path: Path, value: unknown): string {
  if (secretSections.some((one) => isBelow(path, one)) || path.at(-2) === 'headers') return hidden
  if (typeof value === 'number' || typeof value === 'boolean' || value === null)
    return String(value)
  if (typeof value !== 'string' || node.type === undefined) return hidden
  if (node.enum !== undefined) return value
  const key = path.findLast((one) => typeof one === 'string')
  const isOpen = node.format !== undefined || (key !== undefined && openKeys.has(key))
  return isOpen ? redactUrl(value) : hidden
}

/**
 * The URL without user, password and query. A password may contain an @, so everything up to the
 * last one is removed.
 */
function redactUrl(text: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(text) ?? []
  if (scheme === undefined || rest === undefined) return text.replace(/\?.*$/s, `?${hidden}`)
  if (/^base64:/i.test(scheme)) return scheme + hidden
  const host = /^(?:sqlite|file):/i.test(scheme) ? rest : rest.slice(rest.lastIndexOf('@') + 1)
  const shown = host === rest ? host : `${hidden}@${host}`
  return scheme + shown.replace(/[?#].*$/s, `?${hidden}`)
}

/** Whether it is a map of which the keys can be seen. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && Object.keys(value).length > 0
