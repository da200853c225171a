/**
 * Keeps the pages that are alike for everybody as bytes, plain and compressed, and has each drawn at most once at a time.
 * What is kept is dropped when a notice changes, after a while, and when there is no room. It decides of no page whether
 * it is alike.
 */
import { compressBytes } from '#src/edge/http/compress.ts'
import type { Encoding } from '#src/edge/http/compress.ts'
import type { DrawnPage } from './page-drawing.ts'

export interface KeptPagesOptions {
  /** Changes when something changes that every page shows. */
  mark(): Promise<string>
  /** Milliseconds that only ever go forward. */
  now(): number
  readonly bytesMax?: number
  readonly keptMs?: number
}

/** Draws the page; ends early when the signal says that nobody waits any more. */
export type Draw = (signal: AbortSignal) => Promise<DrawnPage>

export interface KeptPages {
  /** `gone` aborts when this reader hangs up; the drawing goes on while another one waits for the same page. */
  show(key: string, gone: AbortSignal, draw: Draw): Promise<KeptPage>
}

export class KeptPage {
  readonly page: DrawnPage
  readonly #compressed = new Map<Encoding, Promise<Buffer>>()

  constructor(page: DrawnPage) {
    this.page = page
  }

  /** The same for a reader who has it already. @see RFC 9110 §15.4.5 */
  unchanged(): DrawnPage {
    return { ...this.page, status: 304, body: new Uint8Array() }
  }

  compressed(encoding: Encoding): Promise<Buffer> {
    const known = this.#compressed.get(encoding)
    if (known) return known
    const made = compressBytes(toBuffer(this.page.body), encoding)
    this.#compressed.set(encoding, made)
    return made
  }
}

/** The same bytes, not a copy. */
export function toBuffer({ buffer, byteOffset, byteLength }: DrawnPage['body']): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

interface Flight {
  readonly page: Promise<KeptPage>
  readonly end: AbortController
  waiting: number
}

interface Entry {
  readonly kept: KeptPage
  readonly untilMs: number
}

const megabyte = 1024 * 1024
const usualBytesMax = 64 * megabyte
const usualKeptMs = 60_000
/** What the compressed forms take besides, at most. */
const compressedShare = 1.5

export function createKeptPages(options: KeptPagesOptions): KeptPages {
  const { mark, now, bytesMax = usualBytesMax, keptMs = usualKeptMs } = options
  const kept = new Map<string, Entry>()
  const flights = new Map<string, Flight>()
  let [marked, bytes] = ['', 0]
  const sizeOf = ({ page }: KeptPage) => page.body.length * compressedShare
  const drop = (key: string) => {
    const entry = kept.get(key)
    if (entry && kept.delete(key)) bytes -= sizeOf(entry.kept)
  }
  const keep = (key: string, page: KeptPage) => {
    drop(key)
    if (sizeOf(page) > bytesMax) return
    kept.set(key, { kept: page, untilMs: now() + keptMs })
    bytes += sizeOf(page)
    for (const oldest of kept.keys()) {
      if (bytes <= bytesMax) return
      drop(oldest)
    }
  }
  const find = (key: string): KeptPage | undefined => {
    const entry = kept.get(key)
    if (!entry || entry.untilMs <= now()) return undefined
    kept.delete(key)
    kept.set(key, entry)
    return entry.kept
  }
  const fly = (key: string, draw: Draw): Flight => {
    const end = new AbortController()
    const begunAt = marked
    const finish = async () => {
      try {
        const page = new KeptPage(await draw(end.signal))
        if (isWorthKeeping(page.page) && marked === begunAt) keep(key, page)
        return page
      } finally {
        if (flights.get(key)?.end === end) flights.delete(key)
      }
    }
    const flight = { page: finish(), end, waiting: 0 }
    flights.set(key, flight)
    return flight
  }
  return {
    async show(key, gone, draw) {
      const current = await mark()
      if (current !== marked) {
        ;[marked, bytes] = [current, 0]
        kept.clear()
        flights.clear()
      }
      const known = find(key)
      if (known) return known
      const flight = flights.get(key)
      return waitFor(flight && !flight.end.signal.aborted ? flight : fly(key, draw), gone)
    },
  }
}

function isWorthKeeping({ status, cookies }: DrawnPage): boolean {
  return status === 200 && cookies.length === 0
}

/** The last one who hangs up ends the flight. */
async function waitFor(flight: Flight, gone: AbortSignal): Promise<KeptPage> {
  flight.waiting += 1
  const leave = () => {
    flight.waiting -= 1
    if (flight.waiting === 0) flight.end.abort()
  }
  gone.addEventListener('abort', leave, { once: true })
  try {
    return await flight.page
  } finally {
    gone.removeEventListener('abort', leave)
  }
}
