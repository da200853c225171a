/** Draws a text as a QR code in SVG. It is always dark on white with a quiet zone, in the dark theme too, because scanners need it so (ISO/IEC 18004). */
import { encode } from 'uqr'
import { escapeText } from './html.ts'

/** Quiet zone in modules around the code. @see ISO/IEC 18004 §6.3.8 */
const quietModules = 4

/** The SVG of a text, named by `label` for those who cannot see it. One path, no style, no script. */
export function toQrSvg(text: string, label: string): string {
  const code = encode(text, { ecc: 'L', border: quietModules })
  const runs = code.data.map((row, y) => toRuns(row, y)).join('')
  const side = code.size
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${escapeText(label)}"` +
    ` shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${runs}"/></svg>`
  )
}

/** Joins neighbouring dark modules of a row: the drawing is a third of the size. */
function toRuns(row: readonly boolean[], y: number): string {
  let path = ''
  let start = -1
  for (const [x, isDark] of [...row, false].entries()) {
    if (isDark && start < 0) start = x
    if (isDark || start < 0) continue
    path += `M${start} ${y}h${x - start}v1H${start}z`
    start = -1
  }
  return path
}
