// Domains below which anybody can have a name, so that a wildcard below them covers strangers.
// NOTE the Public Suffix List (https://publicsuffix.org) has thousands; these are the ones that
// configurations of web pages are likely to name. An unknown one counts as a domain of one owner.

/** Names under which registries of countries give out domains, such as `co` in `co.uk`. */
const secondLevels = new Set(
  (
    'ac asn co com ed edu firm fm gob gouv gov go govt gv id idv ind inf info int ltd me mi mil ' +
    'muni mus ne net nic nom nsw or org plc pp priv pro qld res sa sch tm tv vic web'
  ).split(' '),
)

/** Hosts that give names to their customers. */
const hosting: ReadonlySet<string> = new Set([
  'amplifyapp.com',
  'appspot.com',
  'azureedge.net',
  'azurefd.net',
  'azurestaticapps.net',
  'azurewebsites.net',
  'blob.core.windows.net',
  'blogspot.com',
  'cloudapp.azure.com',
  'cloudapp.net',
  'cloudflare.net',
  'cloudfront.net',
  'codeberg.page',
  'deno.dev',
  'elasticbeanstalk.com',
  'fastly.net',
  'firebaseapp.com',
  'fly.dev',
  'gitbook.io',
  'github.dev',
  'github.io',
  'githubpreview.dev',
  'githubusercontent.com',
  'gitlab.io',
  'gitpod.io',
  'glitch.me',
  'herokuapp.com',
  'hosted.app',
  'lovable.app',
  'myshopify.com',
  'netlify.app',
  'ngrok-free.app',
  'ngrok-free.dev',
  'ngrok.app',
  'ngrok.dev',
  'ngrok.io',
  'notion.site',
  'on.aws',
  'ondigitalocean.app',
  'onrender.com',
  'pages.dev',
  'r2.dev',
  'railway.app',
  'replit.app',
  'replit.dev',
  'repl.co',
  's3.amazonaws.com',
  'run.app',
  'stackblitz.io',
  'streamlit.app',
  'supabase.co',
  'surge.sh',
  'trycloudflare.com',
  'up.railway.app',
  'vercel.app',
  'vercel.dev',
  'web.app',
  'webcontainer.io',
  'webflow.io',
  'wixsite.com',
  'wordpress.com',
  'workers.dev',
])

/** Whether anybody can have a name below this domain. */
export function isPublicSuffix(domain: string): boolean {
  const labels = domain.toLowerCase().replace(/\.$/, '').split('.')
  const [first = '', last = ''] = [labels[0], labels.at(-1)]
  // NOTE names below `localhost` are of this machine (RFC 6761, section 6.3)
  if (labels.length === 1) return first !== 'localhost'
  if (labels.length === 2 && last.length === 2 && secondLevels.has(first)) return true
  return hosting.has(labels.join('.'))
}
