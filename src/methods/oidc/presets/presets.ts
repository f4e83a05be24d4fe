import type { ProviderSettings } from '../provider-config.ts'
import type { Preset } from '../provider.ts'
import { github, githubApp } from './github.ts'
import {
  apple,
  auth0,
  fedcmTest,
  generic,
  gitlab,
  google,
  linkedinV2,
  microsoft,
  netid,
} from './openid.ts'
import { amazon, dingtalk, lark, salesforce, uaepass, yandex } from './others.ts'
import { discord, facebook, line, linkedin, patreon, slack, spotify, vk, x } from './social.ts'
import { isOfOAuth1, x1 } from './x.ts'

/** The kinds of providers, by their names in the configuration. */
export const presets: Readonly<Record<string, Preset>> = {
  generic,
  google,
  github,
  'github-app': githubApp,
  gitlab,
  microsoft,
  discord,
  salesforce,
  slack,
  facebook,
  auth0,
  vk,
  yandex,
  apple,
  spotify,
  netid,
  dingtalk,
  patreon,
  line,
  linkedin,
  linkedin_v2: linkedinV2,
  lark,
  x,
  'fedcm-test': fedcmTest,
  amazon,
  uaepass,
}

/** The preset of a configured provider; undefined for an unknown kind. */
export const presetOf = (settings: ProviderSettings): Preset | undefined =>
  settings.preset === 'x' && isOfOAuth1(settings) ? x1 : presets[settings.preset]
