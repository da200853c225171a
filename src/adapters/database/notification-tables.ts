/** Rows of resource status notifications. */

export interface NotificationTargetTable {
  resource_kind: string
  resource_id: string
  realm: string
  world_id: string
  app_id: string
  uri: string
  contents: string
  attempts_max: number
  path: string
  is_watched: number
  seen_at: number
  /** Of the newest push. */
  last_seq: number
  created_at: number
}

export interface NotificationTable {
  id: string
  realm: string
  app_id: string
  resource_kind: string
  resource_id: string
  /** Its place among those of the resource. */
  seq: number
  authorisation_id: string | null
  status: string
  uri: string
  body: string
  outcome: string
  answer_status: number | null
  reason: string | null
  attempts: number
  attempts_max: number
  next_attempt_at: number
  claimed_until: number
  created_at: number
}
