/** What the answers so far have told: ids, references and whole addresses, so that later calls can name what is there. */
import type { ContractOperation } from '#src/edge/http/contract.ts'

const keptMax = 40

/** `Consent-ID`, `consentId` and `consent-id` are one name. */
const plainName = (name: string) => name.toLowerCase().replaceAll('-', '')

/** Where the last variable of a path ends: what is below it belongs to the same thing. */
const placeOf = (template: string) => template.slice(0, template.lastIndexOf('}') + 1)

export class Known {
  readonly #texts = new Map<string, string[]>()
  readonly #places = new Map<string, Record<string, string>[]>()
  readonly #templates: readonly { place: string; names: readonly string[]; pattern: RegExp }[]

  constructor(operations: readonly ContractOperation[]) {
    const places = new Set(operations.map(({ path }) => placeOf(path)).filter((one) => one !== ''))
    this.#templates = [...places].map((place) => ({
      place,
      names: [...place.matchAll(/\{([^}]+)\}/gu)].map(([, name = '']) => name),
      pattern: new RegExp(`${place.replaceAll(/\{[^}]+\}/gu, '([^/?]+)')}(?:[/?]|$)`, 'u'),
    }))
    for (const parameter of operations.flatMap(({ parameters }) => parameters))
      if ('example' in parameter) this.add(parameter.name, String(parameter.example))
  }

  /** All texts that answers have given this name. */
  texts(name: string): readonly string[] {
    return this.#texts.get(plainName(name)) ?? []
  }

  /** Values for all variables of a path that belong together, as links have named them. */
  places(template: string): readonly Readonly<Record<string, string>>[] {
    return this.#places.get(placeOf(template)) ?? []
  }

  add(name: string, text: string): void {
    keep(this.#texts, plainName(name), text)
  }

  /** Reads an answer through: every named text, and every address that the document has a path for. */
  learn(value: unknown, name = ''): void {
    if (typeof value === 'string') this.#learnText(name, value)
    if (Array.isArray(value)) for (const part of value) this.learn(part, name)
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) {
        this.learn(part, key)
        if (typeof part === 'string') this.add(`${name}.${key}`, part)
      }
  }

  #learnText(name: string, text: string) {
    this.add(name, text)
    const { pathname } = URL.parse(text, 'http://nowhere.example') ?? { pathname: '' }
    for (const { place, names, pattern } of this.#templates) {
      const found = pattern.exec(pathname)
      if (!found) continue
      const values = found.slice(1).map(decodeURIComponent)
      keep(
        this.#places,
        place,
        Object.fromEntries(names.map((one, index) => [one, values[index] ?? ''])),
      )
      for (const [index, one] of names.entries()) this.add(one, values[index] ?? '')
    }
  }
}

function keep<Item>(lists: Map<string, Item[]>, name: string, item: Item) {
  const list = lists.get(name) ?? []
  if (list.some((one) => JSON.stringify(one) === JSON.stringify(item))) return
  list.push(item)
  if (list.length > keptMax) list.shift()
  lists.set(name, list)
}
