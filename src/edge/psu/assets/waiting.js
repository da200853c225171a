/** Spares the customer the reloading of the waiting page: asks for the state once a second, renews code and text, and leads on. The page works without it. */

const status = document.getElementById('status')
const qr = document.getElementById('qr')
const checkAgain = document.getElementById('check-again')
const pollMs = 1_000
const pollMsMax = 30_000
let failures = 0

async function poll() {
  const answer = await fetch(status.dataset.statusHref, {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
  })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  show(await answer.json())
}

function show(answer) {
  failures = 0
  checkAgain.hidden = true
  // Unchanged text is left alone, so that screen readers speak only of news.
  if (answer.message && status.textContent.trim() !== answer.message)
    status.textContent = answer.message
  if (answer.qrSvg && qr) {
    const drawing = new DOMParser().parseFromString(answer.qrSvg, 'image/svg+xml').documentElement
    qr.replaceChildren(document.importNode(drawing, true))
  }
  if (answer.redirectTo) location.replace(answer.redirectTo)
  else if (answer.state === 'pending') again()
  else checkAgain.hidden = false
}

function again() {
  setTimeout(run, Math.min(pollMs * 2 ** failures, pollMsMax))
}

function run() {
  poll().catch(() => {
    failures += 1
    if (failures > 2) checkAgain.hidden = false
    again()
  })
}

if (status?.dataset.statusHref && checkAgain) {
  checkAgain.hidden = true
  again()
}
