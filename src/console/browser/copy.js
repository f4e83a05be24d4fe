// A button that copies the text before it: of codes, links and ids. Browsers allow it on https and on
// this machine only; elsewhere there is no button.

/** @param {HTMLElement} place */
function addButton(place) {
  const { copy = '', copied = '' } = place.dataset
  const button = document.createElement('button')
  const told = document.createElement('span')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = copy
  told.className = 'unseen'
  told.setAttribute('role', 'status')
  const tell = () => {
    button.textContent = copied
    told.textContent = copied
    setTimeout(() => {
      button.textContent = copy
      told.textContent = ''
    }, 2000)
  }
  button.addEventListener('click', () => {
    // NOTE whoever does not allow it copies by hand
    navigator.clipboard.writeText(place.textContent.trim()).then(tell, () => undefined)
  })
  place.after(button, told)
}

/** @param {ParentNode} root */
function addButtons(root) {
  if (!window.isSecureContext) return
  for (const place of root.querySelectorAll('[data-copy]'))
    if (place instanceof HTMLElement) addButton(place)
}

addButtons(document)
document.addEventListener('pallas-replaced', ({ target }) => {
  if (target instanceof Element) addButtons(target)
})
