/** Builds the rooms of a process over its ground; what only a role needs is there only with that role. */
import { createSmtpTransport } from '#src/adapters/mail/smtp-transport.ts'
import { createArgon2Hasher } from '#src/adapters/passwords/argon2-hasher.ts'
import { isLocal } from '#src/config/config.ts'
import { readSmtpAddress } from '#src/config/smtp-address.ts'
import { Apps } from '#src/domain/apps/apps.ts'
import { ClientSecrets } from '#src/domain/apps/client-secrets.ts'
import type { Worlds } from '#src/domain/apps/worlds.ts'
import { Subscriptions } from '#src/domain/apps/subscriptions.ts'
import { Accounts } from '#src/domain/developers/accounts.ts'
import { RateLimits } from '#src/domain/developers/rate-limits.ts'
import { Endings } from '#src/domain/grants/endings.ts'
import { createMailDelivery } from '#src/domain/mail/mail-delivery.ts'
import type { MailDelivery, MailTransport } from '#src/domain/mail/mail-delivery.ts'
import { Mailer } from '#src/domain/mail/mailer.ts'
import type { DemoApp } from '#src/domain/console/demo-app.ts'
import type { WorldNow } from '#src/domain/sca/authorisations.ts'
import { createCallRecorder } from '#src/domain/statistics/call-recorder.ts'
import type { CallRecorder } from '#src/domain/statistics/call-recorder.ts'
import type { WorldContents } from '#src/edge/portal/portal-services.ts'
import { secondMs } from '#src/kit/clock.ts'
import type { Ground } from './ground.ts'
import type { NotificationDelivery } from './notifications.ts'
import { createDemoApp } from './test-console.ts'
import { createSupport } from './support.ts'
import type { SupportRooms } from './support.ts'

export const sandboxRealm = 'sandbox'

export interface Rooms extends SupportRooms {
  readonly accounts: Accounts
  readonly apps: Apps
  readonly clientSecrets: ClientSecrets
  readonly subscriptions: Subscriptions
  readonly demoApp: DemoApp
  readonly endings: Endings
  readonly worldNow: WorldNow
  readonly mailDelivery: MailDelivery
  readonly recorder: CallRecorder
  readonly notificationDelivery: NotificationDelivery
  /** Writes what is still in memory and lets go of the mail server. */
  close(): Promise<void>
}

/** What the portal uses of the sandbox when both roles run in one process. */
export interface SandboxForPortal {
  readonly worlds?: Worlds
  readonly worldContents?: WorldContents
  readonly refreshWatched?: () => Promise<void>
}

/** How long a stop waits for mails on their way. */
const mailLeaveMs = 5 * secondMs

/** Mails are shown locally while there is no mail server and nobody else can reach the portal. */
export function hasLocalMailbox({ config }: Pick<Ground, 'config'>): boolean {
  return config.smtpUrl === undefined && isLocal(config)
}

export function createRooms(ground: Ground, notificationDelivery: NotificationDelivery): Rooms {
  const { stores, transact, clock, random, log } = ground
  /** A World without a row has been deleted with its app: nothing in it can be used, so any time will do. */
  const worldNow = async (worldId: string) => clock.now() + (await stores.worlds.offsetOf(worldId))
  const { grants, consents, authorisations } = stores
  const endings = new Endings({ transact, grants, consents, authorisations, worldNow })
  const apps = new Apps({
    transact,
    apps: stores.apps,
    secrets: stores.secrets,
    clock,
    random,
    realm: sandboxRealm,
    attempts: ground.attempts,
    endAccessOfApp: (appId) => endings.endAccessOfApp(appId),
  })
  const transport = openTransport(ground)
  const mailDelivery = createMailDelivery({ store: stores.mails, transport, clock, log })
  const recorder = createCallRecorder({ store: stores.callRecords, log })
  return {
    accounts: createAccounts(ground, apps),
    apps,
    clientSecrets: createClientSecrets(ground, apps),
    subscriptions: new Subscriptions({
      transact,
      subscriptions: stores.subscriptions,
      apps,
      products: ground.pack.products,
      clock,
    }),
    demoApp: createDemoApp(ground, { apps, endings, realm: sandboxRealm }),
    endings,
    ...createSupport(ground, {
      realm: sandboxRealm,
      hasLocalMailbox: hasLocalMailbox(ground),
    }),
    worldNow,
    recorder: withMetrics(recorder, ground),
    mailDelivery,
    notificationDelivery,
    close: async () => {
      await notificationDelivery.settled()
      const hanging = await mailDelivery.settled(mailLeaveMs)
      if (hanging > 0) log.warn({ hanging }, 'mails on their way are tried again at the next start')
      await recorder.stop()
      transport?.close()
    },
  }
}

function withMetrics(recorder: CallRecorder, { metrics }: Ground): CallRecorder {
  if (!metrics) return recorder
  return {
    ...recorder,
    record(record) {
      metrics.observe(record)
      recorder.record(record)
    },
  }
}

function openTransport({ config, pack }: Ground): MailTransport | undefined {
  if (!config.smtpUrl) return undefined
  return createSmtpTransport({
    ...readSmtpAddress(config.smtpUrl.reveal()),
    from: config.mailFrom ?? pack.mailFrom,
  })
}

function createMailer(ground: Ground): Mailer {
  const { publicUrl, pack, clock, random } = ground
  const bankName = pack.name
  return new Mailer({
    publicUrl,
    bankName,
    clock,
    random,
    hasLocalMailbox: hasLocalMailbox(ground),
  })
}

function createClientSecrets(ground: Ground, apps: Apps): ClientSecrets {
  const { stores, transact, clock, random } = ground
  const { secrets, oauthArtifacts: tokens } = stores
  const mailer = createMailer(ground)
  return new ClientSecrets({ transact, apps, secrets, tokens, mailer, clock, random })
}

function createAccounts(ground: Ground, apps: Apps): Accounts {
  const { stores, transact, clock, random, config } = ground
  return new Accounts({
    ...stores,
    transact,
    clock,
    random,
    attempts: ground.attempts,
    passwords: createArgon2Hasher(random),
    limits: new RateLimits({ store: stores.rateLimits, clock, isOn: config.hasRateLimits }),
    mailer: createMailer(ground),
    names: [ground.pack.name, ground.pack.legalEntity.name, 'Portico'],
    accessEnder: {
      endAccessOfOrganisation: (organisationId) =>
        apps.deleteAllOf({ developerId: 'account-deletion', organisationIds: [organisationId] }),
    },
  })
}
