/** Dated notices that a bank keeps in its pack: maintenance and incidents. It holds the form of the file `notices.yaml`. */
import { z } from 'zod'
import { localizedSchema } from './localized.ts'

const instant = z.iso.datetime({ offset: true, error: 'an instant like 2026-12-01T22:00:00+01:00' })

/** The file `notices.yaml` of a pack. */
export const noticesFileSchema = z.strictObject({
  notices: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/u, 'a short name in lower case'),
          kind: z.enum(['maintenance', 'incident']),
          from: instant,
          until: instant,
          text: localizedSchema,
        })
        .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
          path: ['until'],
          message: 'does not lie after from',
        }),
    )
    .max(200),
})

export type PackNotice = z.infer<typeof noticesFileSchema>['notices'][number]
