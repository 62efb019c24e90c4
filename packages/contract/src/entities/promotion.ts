import type { Static } from "typebox";
import { Enum, Flag, Int64, Json, Maybe, Message, Text } from "../wire/scalars.js";
import { Envelope } from "./decision-statement.js";

export const PROMOTION_ACTIONS = { promote: 1, rollback: 2, hold: 3, resume: 4 } as const;
export type PromotionAction = keyof typeof PROMOTION_ACTIONS;

/** One entry of a model's append-only history. */
export const Promotion = Message({
  id: Int64(),
  name: Text(),
  action: Enum(PROMOTION_ACTIONS),
  /** The champion after the entry. Absent when there is none. */
  version: Maybe(Text()),
  /** The champion before the entry. */
  previous_version: Maybe(Text()),
  stage: Maybe(Text()),
  alias: Maybe(Text()),
  forced: Flag(),
  reason: Maybe(Text()),
  /** Who, as the client claims it; `actor_verified` only when the server knows. */
  actor: Maybe(Text()),
  actor_verified: Flag(),
  commit: Maybe(Text()),
  run_id: Maybe(Text()),
  decision: Maybe(Json()),
  /** The decision's statement, as the release signed it. */
  envelope: Maybe(Envelope),
  /** Milliseconds since the epoch, the server's clock. */
  created_at: Int64(),
});
export type Promotion = Static<typeof Promotion>;
