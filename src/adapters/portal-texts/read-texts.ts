/** Finds the text files of a folder and reads the facts at their top. It judges names and frontmatter, nothing below. */
import { readFile, readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { z } from 'zod'
import type { Language } from '#src/domain/texts/portal-texts.ts'
import { guideGroups, textLanguages } from '#src/domain/texts/portal-texts.ts'
import type { ParsedText } from './parse-text.ts'
import type { TextProblem } from './texts-error.ts'

export interface TextFile {
  readonly file: string
  /** `about`, or `guides/apps` for a guide. */
  readonly place: string
  readonly language: Language
  readonly source: string
}

const fileName = /^(?<slug>[A-Za-z0-9_-]+)\.(?<language>en|sv)\.md$/u
const guidesFolder = 'guides/'

/** The files of a folder and, with `subfolder`, of that one too. A folder that is not there holds none. */
export async function readTexts(
  folder: string,
  subfolder?: string,
): Promise<{ files: TextFile[]; problems: TextProblem[] }> {
  const own = await namesIn(folder)
  const below = subfolder === undefined ? [] : await namesIn(join(folder, subfolder))
  const names = [...own, ...below.map((name) => `${subfolder}/${name}`)].filter(
    (name) => name !== subfolder,
  )
  const files: TextFile[] = []
  const problems: TextProblem[] = []
  for (const name of names) {
    const file = toShown(join(folder, name))
    const { slug, language } = fileName.exec(basename(name))?.groups ?? {}
    if (slug === undefined || (language !== 'en' && language !== 'sv')) {
      problems.push({ file, reason: 'is not named <slug>.<en|sv>.md' })
      continue
    }
    const place = name.startsWith(`${subfolder}/`) ? `${subfolder}/${slug}` : slug
    const source = await readFile(join(folder, name), 'utf8')
    files.push({ file, place, language, source })
  }
  return { files, problems }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return []
    throw error
  }
}

/** As one would write it in an editor's "open file", from the folder of the installation. */
export function toShown(path: string): string {
  const shown = relative('.', path)
  return shown.startsWith('..') ? path : shown
}

export function isGuide(place: string): boolean {
  return place.startsWith(guidesFolder)
}

export function slugOf(place: string): string {
  return isGuide(place) ? place.slice(guidesFolder.length) : place
}

/** Every place that lacks a language, told at the file that is there. */
export function findUntranslated(files: readonly TextFile[]): TextProblem[] {
  return files.flatMap(({ file, place, language }) =>
    textLanguages
      .filter((other) => other !== language)
      .filter((other) => !files.some((one) => one.place === place && one.language === other))
      .map((other) => ({
        file,
        reason: `has no ${basename(place)}.${other}.md beside it: write the text in that language too`,
      })),
  )
}

const titles = {
  title: z.string().trim().min(1).max(120),
  description: z.string().trim().min(1).max(300),
}
const pageFacts = z.strictObject(titles)
const guideFacts = z.strictObject({
  ...titles,
  group: z.enum(guideGroups),
  order: z.int().min(0).max(1_000),
})

export type TextFacts = z.infer<typeof pageFacts> & Partial<z.infer<typeof guideFacts>>

/** The facts at the top of a text. With problems, what is answered must not be used. */
export function readFacts(
  parsed: ParsedText,
  place: string,
): { facts: TextFacts; problems: TextProblem[] } {
  const { file, frontmatter } = parsed
  const schema = isGuide(place) ? guideFacts : pageFacts
  const lines = frontmatter.split('\n').map(toFact)
  const result = schema.safeParse(
    Object.fromEntries(lines.filter(([name]) => name !== '').map(([name, value]) => [name, value])),
  )
  if (result.success) return { facts: result.data, problems: [] }
  const problems = result.error.issues.map((issue) => {
    const extra = issue.code === 'unrecognized_keys' ? issue.keys : []
    const name = String(issue.path[0] ?? extra[0] ?? '')
    const at = lines.findIndex(([own]) => own === name)
    // The first line of the file is the rule above the facts.
    const line = at === -1 ? 1 : at + 2
    return { file, line, reason: `frontmatter ${name}: ${issue.message}` }
  })
  return { facts: { title: '', description: '' }, problems }
}

/** One fact a line, `name: value`. The value is taken as it stands, so that writers need no quotes. */
function toFact(line: string): [string, string | number] {
  const [, name = '', written = ''] = /^([a-z]+): *(.*)$/u.exec(line.trimEnd()) ?? []
  const value = written.replace(/^(['"])(.*)\1$/u, '$2')
  return [name, name === 'order' ? Number(value) : value]
}
