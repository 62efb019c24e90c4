import { endpoint } from "../endpoint.js";
import { Envelope } from "../entities/decision-statement.js";
import { ModelVersion } from "../entities/model-version.js";
import { PageToken } from "../entities/page.js";
import { CHAMPION_ACTIONS, Promotion } from "../entities/promotion.js";
import { KeyValue } from "../entities/tag.js";
import { Enum, Flag, Int32, Int64, Json, List, Maybe, Message, Required, Text } from "../wire/scalars.js";

/** A version that is registered in the same step in which it is promoted. */
const NewVersion = Message({
  source: Required(),
  run_id: Maybe(Text()),
  model_id: Maybe(Text()),
  description: Maybe(Text()),
  tags: List(KeyValue),
});

export const promotions = {
  /**
   * Changes the champion in one transaction: registers the version if it is new, archives what held the stage,
   * moves stage and alias, appends to the history. Fails with RESOURCE_CONFLICT, naming the current champion,
   * when that is not the expected one; nothing has changed then.
   */
  create: endpoint({
    name: "promotions.create",
    method: "POST",
    path: "/promotions",
    prefix: "slipway",
    access: { resource: "registered-model", id: "name", needs: "MANAGE" },
    request: Message({
      name: Required(),
      action: Enum(CHAMPION_ACTIONS, { default: "promote" }),
      /** promote: an existing version. rollback: the version to go back to; absent, the champion before. */
      version: Maybe(Text()),
      /** promote: registers this one instead. */
      create: Maybe(NewVersion),
      stage: Maybe(Text()),
      alias: Maybe(Text()),
      /** The champion that the caller compared with; "" when there was none; absent, no condition. */
      expected_champion: Maybe(Text()),
      /** The same key again answers with the first entry and changes nothing. */
      idempotency_key: Maybe(Text()),
      forced: Flag({ default: false }),
      reason: Maybe(Text()),
      actor: Maybe(Text()),
      commit: Maybe(Text()),
      run_id: Maybe(Text()),
      decision: Maybe(Json()),
      /** The decision's statement, signed before the promotion; kept with the entry. */
      envelope: Maybe(Envelope),
    }),
    response: Message({
      promotion: Promotion,
      model_version: Maybe(ModelVersion),
      /** Versions that lost the stage. */
      archived: List(ModelVersion),
    }),
  }),
  list: endpoint({
    name: "promotions.list",
    method: "GET",
    path: "/promotions",
    prefix: "slipway",
    access: { resource: "registered-model", id: "name", needs: "READ" },
    request: Message({
      name: Required(),
      max_results: Int32({ default: 100 }),
      page_token: PageToken,
      /** Leaves out decisions and envelopes, which are most of an entry. */
      brief: Flag({ default: false }),
    }),
    response: Message({
      /** Newest first. */
      promotions: List(Promotion),
      /** Releases decide and report but do not promote while this is set. */
      on_hold: Flag({ default: false }),
      next_page_token: PageToken,
    }),
  }),
  /** Who held a stage or an alias at a time, and the entry that brought it there. */
  at: endpoint({
    name: "promotions.at",
    method: "GET",
    path: "/promotions/at",
    prefix: "slipway",
    access: { resource: "registered-model", id: "name", needs: "READ" },
    request: Message({
      name: Required(),
      /** Milliseconds since the epoch. */
      time: Int64(),
      /** One of stage and alias, or both. */
      stage: Maybe(Text()),
      alias: Maybe(Text()),
    }),
    response: Message({
      places: List(
        Message({
          stage: Maybe(Text()),
          alias: Maybe(Text()),
          versions: List(Text()),
          /** The entry that made it so; absent where the history knows none. */
          promotion: Maybe(Promotion),
          /** The earlier entry that brought the commit and the decision of the version; absent where `promotion` has them. */
          evidence: Maybe(Promotion),
        }),
      ),
    }),
  }),
  /** Whether the hashes of all entries fit, as the server that keeps them finds. */
  verify: endpoint({
    name: "promotions.verify",
    method: "GET",
    path: "/promotions/verify",
    prefix: "slipway",
    access: { resource: "registered-model", id: "name", needs: "READ" },
    request: Message({ name: Required() }),
    response: Message({
      entries: Int64(),
      /** Hash of the newest entry: whoever keeps it notices later when entries were cut off at the end. */
      head: Maybe(Text()),
      /** The first entry that does not fit. */
      problem: Maybe(Message({ entry: Promotion, what: Text() })),
    }),
  }),
};
