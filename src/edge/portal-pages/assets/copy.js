/** Gives each text marked with `data-copy` a button that copies it. Without script the text is there to be marked and copied by hand. */

for (const text of document.querySelectorAll('[data-copy]')) {
  // Browsers hand out the clipboard on secure addresses only.
  if (navigator.clipboard) text.after(createButton(text))
}

function createButton(text) {
  const button = document.createElement('button')
  const label = document.createElement('span')
  button.type = 'button'
  button.className = 'btn quiet'
  label.setAttribute('role', 'status')
  label.textContent = text.dataset.copy
  button.append(label)
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.textContent)
    label.textContent = text.dataset.copied
  })
  return button
}
