import type { Static } from "typebox";
import { Flag, Int64, Maybe, Message, Text } from "../wire/scalars.js";

/** The rule that only a decision moves a stage or an alias of a model. */
export const Protection = Message({
  name: Text(),
  /** One of stage and alias. */
  stage: Maybe(Text()),
  alias: Maybe(Text()),
  /** PEM of the key that decisions must be signed with; without one the rule keeps off mistakes only. */
  public_key: Maybe(Text()),
  /** `SHA256:` and the base64 of the digest of the key. */
  key_fingerprint: Maybe(Text()),
  /** Whether a release in spite of its gates may move it too. */
  allow_force: Flag({ default: false }),
  /** How many people must approve. Not asked for as long as there are no accounts. */
  approvals: Maybe(Int64()),
  reason: Maybe(Text()),
  /** Who made the rule, as the client claims it. */
  actor: Maybe(Text()),
  /** Milliseconds since the epoch. */
  created_at: Int64(),
});
export type Protection = Static<typeof Protection>;
