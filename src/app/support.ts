/** Builds the room of contact messages and notices over the ground. It holds no rule. */
import { RateLimits } from '#src/domain/developers/rate-limits.ts'
import { Mailer } from '#src/domain/mail/mailer.ts'
import { ContactDesk } from '#src/domain/support/contact-desk.ts'
import { Notices } from '#src/domain/support/notices.ts'
import { toNotices } from '#src/domain/support/pack-notices.ts'
import type { Ground } from './ground.ts'

export interface SupportRooms {
  readonly contactDesk: ContactDesk
  readonly notices: Notices
}

export function createSupport(
  ground: Ground,
  { realm, hasLocalMailbox }: { realm: string; hasLocalMailbox: boolean },
): SupportRooms {
  const { stores, transact, clock, random, config, pack, publicUrl, log } = ground
  const shared = { transact, realm, clock, random }
  return {
    contactDesk: new ContactDesk({
      ...shared,
      form: pack.contact,
      contact: pack.developerContact,
      contactLanguage: pack.defaultLanguage,
      mailer: new Mailer({ publicUrl, bankName: pack.name, clock, random, hasLocalMailbox }),
      limits: new RateLimits({ store: stores.rateLimits, clock, isOn: config.hasRateLimits }),
      log,
    }),
    notices: new Notices({ ...shared, notices: stores.notices, ofPack: toNotices(pack.notices) }),
  }
}
