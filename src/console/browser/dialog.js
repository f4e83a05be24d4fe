// A page that asks before something is done is shown in a dialog, where its link says so. Without
// scripts the link leads to that page.

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const response = await fetch(link.href, { headers: { accept: 'text/html' } })
  const found = new DOMParser().parseFromString(await response.text(), 'text/html')
  const content = found.getElementById('content')
  const title = content?.querySelector('h1')
  if (!response.ok || !content || !title) throw new Error('There is no such page.')
  const dialog = document.createElement('dialog')
  title.id = 'dialog-title'
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.append(...content.childNodes)
  dialog.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest('a') : null
    // NOTE the link back to where one is
    const isBack = pressed !== null && new URL(pressed.href).pathname === location.pathname
    if (!isBack && event.target !== dialog) return
    event.preventDefault()
    dialog.close()
  })
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-dialog]') : null
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey)
    return
  event.preventDefault()
  open(link).catch(() => location.assign(link.href))
})
