/** What every part of a running Portico stands on, handed from the composition root to the roles. */
import type { Database } from '#src/adapters/database/engine.ts'
import type { InstallationKeys } from '#src/adapters/database/installation-keys.ts'
import type { FactsListener } from '#src/adapters/database/facts-listener.ts'
import type { SealedKeys } from '#src/adapters/database/sealed-keys.ts'
import type { ReadingStores } from '#src/adapters/database/reading-stores.ts'
import type { Stores } from '#src/adapters/database/stores.ts'
import type { Metrics } from '#src/adapters/telemetry/metrics.ts'
import type { Config } from '#src/config/config.ts'
import type { AttemptCounts } from '#src/domain/audit/attempt-counts.ts'
import type { AuditHealth } from '#src/domain/audit/audit-health.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { OwnAddresses } from '#src/edge/http/own-addresses.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'
import type { Random } from '#src/kit/random.ts'
import type { OauthKeys } from './oauth-keys.ts'

export interface Ground {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  readonly random: Random
  /** Folder that holds banks, openapi, content and the built web app. */
  readonly packageRoot: string
  readonly bankFolder: string
  readonly pack: BankPack
  readonly database: Database
  readonly keys: SealedKeys
  readonly installationKeys: InstallationKeys
  readonly oauthKeys: OauthKeys
  readonly transact: Transact<Stores>
  readonly stores: Stores
  readonly auditHealth: AuditHealth
  readonly attempts: AttemptCounts
  /** For reads of the interface alone. */
  readonly reading: ReadingStores
  /** There on PostgreSQL. */
  readonly listener: FactsListener | undefined
  /** There when METRICS_PORT is set. */
  readonly metrics: Metrics | undefined
  /** Set once, when the process begins to leave. */
  readonly life: { isDraining: boolean }
  readonly publicUrl: string
  readonly publicTlsUrl: string
  /** Where this process itself listens in plain HTTP, for calls it makes at its own front door. */
  readonly ownOrigin: string
  /** Which hosts and origins callers may name. */
  readonly own: OwnAddresses
  /** Certificate of the authority that vouches for this server and for nothing else, PEM. */
  readonly caPem: string
}
