/** API products of a pack: their versions, who may have them, what they cost. This holds the form of the file and knows no file. */
import { z } from 'zod'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import { localizedSchema } from './localized.ts'
import type { Localized } from './localized.ts'

const isoDate = z.iso.date('a date like 2026-11-21')
const idPattern = /^[a-z][a-z0-9-]{1,40}$/u

/** The contract that the product brings along itself; any other document is a file of the pack. */
export const builtInDocument = 'xs2a'

const versionSchema = z
  .strictObject({
    version: z.string().regex(/^[0-9]{1,3}(?:\.[0-9]{1,3})?$/u, 'a version like 1 or 1.3'),
    status: z.enum(['upcoming', 'current', 'deprecated']),
    /** First day in production; of an upcoming version, the day it is planned for. */
    from: isoDate,
    /** Last day, when it is known. */
    until: isoDate.optional(),
    environments: z.array(z.enum(['sandbox', 'production'])).min(1),
    /** `xs2a`, or the name of a file in the pack's folder `apis`. */
    document: z
      .string()
      .regex(
        /^(?:xs2a|[a-z0-9][a-z0-9.-]{0,60}\.(?:yaml|json))$/u,
        'xs2a, or a file like rates.yaml',
      ),
    /** Takes only the operations with one of these tags. */
    tags: z.array(z.string().min(1).max(60)).min(1).optional(),
    changes: z.array(z.strictObject({ on: isoDate, text: localizedSchema })).default([]),
  })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ['until'],
    message: 'lies before from',
  })

const productSchema = z.strictObject({
  /** Also the scope of a token for it. */
  id: z.string().regex(idPattern, 'a short name in lower case, like exchange-rates'),
  name: localizedSchema,
  /** One sentence for lists. */
  summary: localizedSchema,
  description: localizedSchema,
  /** Heading under which the catalogue shows it. */
  group: localizedSchema,
  segments: z.array(z.enum(['private', 'corporate'])).min(1),
  access: z.enum(['open', 'restricted']),
  /** True for what the law opens to every licensed third party: every app has it, nobody subscribes. */
  isForEveryApp: z.boolean().default(false),
  /** What the reader must do to get it. */
  accessText: localizedSchema,
  price: localizedSchema,
  /** Calls a day that one app may make in the sandbox. */
  dailyQuota: z.int().min(1).max(1_000_000).optional(),
  versions: z.array(versionSchema).min(1).max(10),
})

/** The file `products.yaml` of a pack. */
export const productsFileSchema = z
  .strictObject({ products: z.array(productSchema).min(1).max(1_000) })
  .superRefine(({ products }, context) => {
    for (const { path, reason } of findProductProblems(products))
      context.addIssue({ code: 'custom', path, message: reason })
  })

type ProductRow = z.infer<typeof productSchema>
type VersionRow = z.infer<typeof versionSchema>

/** Texts of a product that are files of their own, as Markdoc. */
export const productTextKinds = ['restrictions', 'security', 'authorization'] as const

export interface ProductVersion extends Omit<VersionRow, 'document' | 'tags'> {
  /** Path of its sandbox. */
  readonly basePath: string
  /** Served by the dedicated interface; anything else by the mock. */
  readonly isBuiltIn: boolean
  readonly document: ApiDocument
}

/** A whole product. Versions are newest first. */
export interface Product extends Omit<ProductRow, 'versions'> {
  readonly texts: Readonly<Record<(typeof productTextKinds)[number], Localized>>
  readonly versions: readonly ProductVersion[]
}

interface Problem {
  readonly path: (string | number)[]
  readonly reason: string
}

function findProductProblems(products: readonly ProductRow[]): Problem[] {
  const seen = new Set<string>()
  return products.flatMap((product, index) => {
    const path = ['products', index]
    const repeated = seen.has(product.id) ? [{ path: [...path, 'id'], reason: 'used before' }] : []
    seen.add(product.id)
    return [...repeated, ...findVersionProblems(product, [...path, 'versions'])]
  })
}

function findVersionProblems({ versions }: ProductRow, path: (string | number)[]): Problem[] {
  const numbers = versions.map(({ version }) => version)
  const problems: Problem[] = []
  if (new Set(numbers).size !== numbers.length)
    problems.push({ path, reason: 'two versions have the same number' })
  const current = versions.filter(({ status }) => status === 'current')
  if (current.length > 1) problems.push({ path, reason: 'two versions are current' })
  const [now] = current
  for (const [index, { status, from }] of versions.entries())
    if (status === 'upcoming' && now && from <= now.from)
      problems.push({ path: [...path, index, 'from'], reason: 'an upcoming version begins later' })
  return problems
}

/** Newest first: by number, part by part. */
export function byNewest(one: { version: string }, other: { version: string }): number {
  const [major = 0, minor = 0] = one.version.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = other.version.split('.').map(Number)
  return otherMajor - major || otherMinor - minor
}
