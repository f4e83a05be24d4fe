// The script that user interfaces load: the functions that the buttons of the forms call. It asks the
// browser for the answer of an authenticator, puts it into the form and sends the form.
import { hash } from 'node:crypto'

const text = `'use strict';
(() => {
  const decode = (text) => {
    const padded = text.replace(/-/g, '+').replace(/_/g, '/')
    return Uint8Array.from(atob(padded), (one) => one.charCodeAt(0))
  }
  const encode = (bytes) => {
    const binary = Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join('')
    return btoa(binary).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '')
  }
  const field = (name) => document.querySelector('[name="' + name + '"]')
  const withBytes = (keys) => keys && keys.map((one) => ({ ...one, id: decode(one.id) }))
  // the options are an argument, as an object or as text, or stand in a field of the form
  const read = (given, name) => {
    if (given && typeof given === 'object' && given.publicKey) return given
    const text = typeof given === 'string' && given !== '' ? given : field(name) && field(name).value
    if (!text) throw new Error('The form has no field ' + name + '.')
    return JSON.parse(text)
  }
  // an answer that is still asked for: only one is possible at a time
  let waiting
  const only = () => {
    if (waiting) waiting.abort()
    waiting = new AbortController()
    return waiting.signal
  }
  const create = async ({ publicKey }) => {
    const { id, rawId, type, response } = await navigator.credentials.create({
      signal: only(),
      publicKey: {
        ...publicKey,
        challenge: decode(publicKey.challenge),
        user: { ...publicKey.user, id: decode(publicKey.user.id) },
        excludeCredentials: withBytes(publicKey.excludeCredentials),
      },
    })
    return {
      id,
      rawId: encode(rawId),
      type,
      response: {
        attestationObject: encode(response.attestationObject),
        clientDataJSON: encode(response.clientDataJSON),
      },
    }
  }
  const get = async ({ publicKey }, mediation) => {
    const { id, rawId, type, response } = await navigator.credentials.get({
      signal: only(),
      ...(mediation ? { mediation } : {}),
      publicKey: {
        ...publicKey,
        challenge: decode(publicKey.challenge),
        allowCredentials: withBytes(publicKey.allowCredentials),
      },
    })
    return {
      id,
      rawId: encode(rawId),
      type,
      response: {
        authenticatorData: encode(response.authenticatorData),
        clientDataJSON: encode(response.clientDataJSON),
        signature: encode(response.signature),
        userHandle: response.userHandle ? encode(response.userHandle) : '',
      },
    }
  }
  const send = (name, method, answer) => {
    const input = field(name), form = input.form
    input.value = JSON.stringify(answer)
    const named = form.querySelector('input[type=hidden][name=method]')
    const chosen = named || form.appendChild(document.createElement('input'))
    Object.assign(chosen, { type: 'hidden', name: 'method', value: method })
    // NOTE pages that send their forms by a script of their own know nothing of the answer, unless
    // they say so; the others have to be kept from sending what they know
    const event = new CustomEvent('pallas-key-used', { bubbles: true, cancelable: true })
    if (form.dispatchEvent(event)) HTMLFormElement.prototype.submit.call(form)
  }
  // NOTE whoever closes the window of the browser goes on with the form
  const quietly = (work) => async (given) => {
    try {
      await work(given)
    } catch (error) {
      if (error.name !== 'AbortError') console.warn('No key was used:', error)
    }
  }

  const functions = {
    oryWebAuthnLogin: async (given) => {
      send('webauthn_login', 'webauthn', await get(read(given, 'webauthn_login_trigger')))
    },
    oryWebAuthnRegistration: async (given) => {
      const answer = await create(read(given, 'webauthn_register_trigger'))
      send('webauthn_register', 'webauthn', answer)
    },
    oryPasskeyLogin: async () => {
      send('passkey_login', 'passkey', await get(read(undefined, 'passkey_challenge')))
    },
    oryPasskeyLoginAutocompleteInit: async () => {
      const { PublicKeyCredential: keys } = window
      if (!keys || !keys.isConditionalMediationAvailable) return
      if (!(await keys.isConditionalMediationAvailable())) return
      const answer = await get(read(undefined, 'passkey_challenge'), 'conditional')
      send('passkey_login', 'passkey', answer)
    },
    oryPasskeyRegistration: async () => {
      const data = read(undefined, 'passkey_create_data')
      const { publicKey } = data.credentialOptions
      const typed = field(data.displayNameFieldName)
      const name = (typed && typed.value) || publicKey.user.name
      const user = { ...publicKey.user, name, displayName: name }
      send('passkey_register', 'passkey', await create({ publicKey: { ...publicKey, user } }))
    },
    oryPasskeySettingsRegistration: async () => {
      const answer = await create(read(undefined, 'passkey_create_data'))
      send('passkey_settings_register', 'passkey', answer)
    },
  }
  for (const [name, work] of Object.entries(functions)) {
    window[name] = window['__' + name] = quietly(work)
  }
  // pages that were shown before the script was there wait for it
  window.dispatchEvent(new Event('oryWebAuthnInitialized'))
})()
`

/** The script, and the hash by which browsers know that it is the one of the form. */
export const keyScript = {
  text,
  integrity: `sha512-${hash('sha512', text, 'base64')}`,
} as const
