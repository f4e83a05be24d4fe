// Search while typing: what a form of filters finds takes the place of what is shown. It is the page
// that the form leads to, of which the part with the id in `data-live` is taken.
const pauseMs = 250

/** @param {HTMLFormElement} form */
function follow(form) {
  const id = form.dataset['live'] ?? ''
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let request = new AbortController()

  async function show() {
    request.abort()
    request = new AbortController()
    const url = new URL(form.action)
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value.trim() !== '') url.searchParams.append(name, value)
    const { signal } = request
    const response = await fetch(url, { signal, headers: { accept: 'text/html' } })
    if (!response.ok) return
    const found = new DOMParser().parseFromString(await response.text(), 'text/html')
    const [before, after] = [document, found].map((one) => one.getElementById(id))
    if (signal.aborted || !before || !after) return
    before.replaceChildren(...after.childNodes)
    before.dispatchEvent(new Event('pallas-replaced', { bubbles: true }))
    history.replaceState(null, '', url)
  }

  form.addEventListener('input', () => {
    // NOTE on any other page the form is sent, which leads to the page with what it finds
    if (location.pathname !== new URL(form.action).pathname) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      show().catch((error) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) form.requestSubmit()
      })
    }, pauseMs)
  })
}

for (const form of document.querySelectorAll('form[data-live]'))
  if (form instanceof HTMLFormElement) follow(form)
