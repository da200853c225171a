/** Shows results of search while one types, in every form with `data-search`. The forms work without it; it follows the combobox pattern of ARIA. */

const waitMs = 120
const resultsMax = 8
const api = '/api/v1/search'

for (const form of document.querySelectorAll('form[data-search]')) enhance(form)

document.addEventListener('keydown', (event) => {
  const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  const field = document.querySelector('main form[data-search] input, form[data-search] input')
  if (!field) return
  event.preventDefault()
  field.focus()
})

function enhance(form) {
  const input = form.querySelector('input[type=search]')
  const list = document.createElement('ul')
  const status = document.createElement('p')
  list.id = `${input.id}-results`
  list.className = 'found-now'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.dataset.list)
  status.className = 'unseen'
  status.setAttribute('aria-live', 'polite')
  input.after(list)
  form.append(status)
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false' }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
  input.setAttribute('aria-controls', list.id)
  const box = { form, input, list, status, active: -1, asked: 0, timer: 0 }
  input.addEventListener('input', () => {
    clearTimeout(box.timer)
    box.timer = setTimeout(() => ask(box), waitMs)
  })
  input.addEventListener('keydown', (event) => press(box, event))
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) close(box)
  })
}

async function ask(box) {
  const q = box.input.value.trim()
  const turn = (box.asked += 1)
  if (q.length < 2) return close(box)
  const query = new URLSearchParams({ q, language: box.form.dataset.search, limit: resultsMax })
  try {
    const answer = await fetch(`${api}?${query}`, { headers: { accept: 'application/json' } })
    // A slower answer to an older question must not replace a newer one.
    if (turn !== box.asked || document.activeElement !== box.input) return
    if (!answer.ok) return close(box)
    show(box, await answer.json())
  } catch {
    close(box) // the form still leads to the page of results
  }
}

function show(box, { total, results }) {
  const { form, input, list, status } = box
  list.replaceChildren(...results.map((result, index) => toOption(box, result, index)))
  list.hidden = results.length === 0
  box.active = -1
  input.setAttribute('aria-expanded', String(results.length > 0))
  input.removeAttribute('aria-activedescendant')
  const { none, one, many } = form.dataset
  status.textContent = total === 0 ? none : total === 1 ? one : many.replace('{{count}}', total)
}

function toOption({ list, form }, { title, excerpt, address }, index) {
  const option = document.createElement('li')
  const name = document.createElement('span')
  const about = document.createElement('span')
  option.id = `${list.id}-${index}`
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.dataset.address = address
  name.textContent = title
  about.textContent = excerpt
  about.className = 'muted'
  option.append(name, about)
  // Before the field loses focus, which would close the list under the pointer.
  option.addEventListener('pointerdown', (event) => event.preventDefault())
  option.addEventListener('click', () => go(form, address))
  return option
}

function press(box, event) {
  const options = [...box.list.children]
  const isOpen = !box.list.hidden
  if (event.key === 'Escape' && isOpen) {
    event.preventDefault()
    return close(box)
  }
  if (event.key === 'Enter' && isOpen && box.active >= 0) {
    event.preventDefault()
    return go(box.form, options[box.active].dataset.address)
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  if (!isOpen) return ask(box)
  // One place more than there are options: the field itself.
  const places = options.length + 1
  mark(box, options, ((box.active + 1 + step + places) % places) - 1)
}

function mark(box, options, active) {
  box.active = active
  for (const [index, option] of options.entries())
    option.setAttribute('aria-selected', String(index === active))
  if (active < 0) return box.input.removeAttribute('aria-activedescendant')
  box.input.setAttribute('aria-activedescendant', options[active].id)
  options[active].scrollIntoView({ block: 'nearest' })
}

function go(form, address) {
  const target = new URL(address, location.href)
  if (target.origin === location.origin) location.assign(target)
  else form.submit()
}

function close(box) {
  box.asked += 1
  box.active = -1
  box.list.hidden = true
  box.list.replaceChildren()
  box.input.setAttribute('aria-expanded', 'false')
  box.input.removeAttribute('aria-activedescendant')
  box.status.textContent = ''
}
