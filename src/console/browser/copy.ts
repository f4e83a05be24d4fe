// A button that copies the text before it: of codes, links and ids. Browsers allow it on https and on
// this machine only; elsewhere there is no button.
function addButton(place: HTMLElement): void {
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

function addButtons(root: ParentNode): void {
  if (!window.isSecureContext) return
  for (const place of root.querySelectorAll<HTMLElement>('[data-copy]')) addButton(place)
}

addButtons(document)
document.addEventListener('pallas-replaced', ({ target }) => {
  if (target instanceof Element) addButtons(target)
})
