/** The texts of the error pages, read once at start, so that a page never reads a file by a name from outside. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface ErrorPages {
  errorPage(code: string, language: string): string | undefined
  errorCodes(): readonly string[]
}

const fileName = /^(?<code>[A-Za-z0-9_-]+)\.(?<language>[a-z]{2})\.md$/u

export async function loadErrorPages(folder: string): Promise<ErrorPages> {
  const texts = new Map<string, string>()
  const codes = new Set<string>()
  for (const name of await readdir(folder)) {
    const { code, language } = fileName.exec(name)?.groups ?? {}
    if (code === undefined || language === undefined) continue
    texts.set(`${code}.${language}`, await readFile(join(folder, name), 'utf8'))
    codes.add(code)
  }
  const sorted = [...codes].toSorted()
  return {
    errorPage: (code, language) => texts.get(`${code}.${language}`) ?? texts.get(`${code}.en`),
    errorCodes: () => sorted,
  }
}
