import { randomBytes } from "node:crypto";
import type { PromotionAction, Standing } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { Caller } from "../http/caller.js";
import { readStanding } from "../model-versions/standing.js";
import {
  findRegisteredModel,
  holdRegisteredModel,
  lockRegisteredModel,
} from "../registered-models/require-registered-model.js";
import { chainOlder } from "./chain-older.js";
import { type Change, changesBetween, NOBODY } from "./changes.js";
import { requireNoRules, requireUnprotected } from "./guard.js";
import { isEnded } from "./is-ended.js";
import { hashOf, parseStanding } from "./promotion-entity.js";
import * as store from "./promotion-store.js";

type Row = store.PromotionRow;

/** What an entry says by itself; the rest follows from the entry before and from what the database holds. */
export type NewEntry = Pick<Row, "action"> & Partial<Omit<Row, "id" | "name" | "chain" | "seq" | "hash">>;

/** A change by one of MLflow's own calls. */
export interface Note {
  action: PromotionAction;
  caller: Caller;
}

/**
 * The history of each model: every change of who holds a stage or an alias, in a chain in which each entry has the
 * hash of the one before. Whoever changes that goes through here, in the transaction of the change.
 */
export class HistoryService {
  constructor(private readonly database: Database) {}

  /** Does what changes stages or aliases of a model, and enters what came of it. */
  async follow<T>(tx: Db, name: string, note: Note, work: () => Promise<T>): Promise<T> {
    await holdRegisteredModel(tx, name);
    const last = await this.settle(tx, name);
    const result = await work();
    const standing = await this.standing(tx, name);
    await requireUnprotected(tx, name, changesBetween(standingOf(last), standing));
    await this.enterChanges(tx, name, last, standing, byMlflow(note));
    return result;
  }

  /** Ends the history of a model that is about to be deleted. @throws ApiError PERMISSION_DENIED when it has rules */
  async close(tx: Db, name: string, caller: Caller): Promise<void> {
    await requireNoRules(tx, name, "deleted");
    const last = await this.settle(tx, name);
    if (last) await this.end(tx, name, last, byMlflow({ action: "delete-model", caller }));
  }

  /**
   * Readies the history of a model that is about to get another name.
   * @throws ApiError PERMISSION_DENIED when it has rules, which are about its name
   */
  async beforeRename(tx: Db, name: string): Promise<Row | undefined> {
    await requireNoRules(tx, name, "renamed");
    return this.settle(tx, name);
  }

  /** Lets the history follow a model to its new name, which it has by now; `last` is its newest entry. */
  async rename(tx: Db, last: Row, newName: string, caller: Caller): Promise<void> {
    await store.renamePromotions(tx, last.chain ?? "", newName);
    const entry = { ...byMlflow({ action: "rename", caller }), previous_name: last.name };
    await this.append(tx, newName, last, await this.standing(tx, newName), entry);
  }

  /**
   * Enters what another program changed in the same database. The model must be locked.
   * @returns the newest entry of the model as it is now; undefined when it has no history yet
   */
  async settle(tx: Db, name: string): Promise<Row | undefined> {
    const model = await findRegisteredModel(tx, name);
    let last = await store.findLast(tx, name);
    if (last?.chain === null) last = await chainOlder(tx, name);
    if (last && isEnded(last, model)) {
      if (last.action !== "delete-model")
        await this.end(tx, name, last, { action: "delete-model", reason: DELETED_ELSEWHERE });
      last = undefined;
    }
    if (!model) return undefined;
    const reason = last ? CHANGED_ELSEWHERE : STOOD_BEFORE;
    return this.enterChanges(tx, name, last, await this.standing(tx, name), { action: "external", reason });
  }

  /** As {@link settle}, for a reader: it writes only when there is something to enter. */
  async catchUp(name: string): Promise<void> {
    const { read } = this.database;
    const last = await store.findLast(read, name);
    if (!last || last.action === "delete-model") return;
    if (last.standing === JSON.stringify(await this.standing(read, name))) return;
    await this.database.write(async (tx) => {
      await lockRegisteredModel(tx, name);
      await this.settle(tx, name);
    });
  }

  /** The newest entry of a model as it is now. */
  async current(db: Db, name: string): Promise<Row | undefined> {
    const last = await store.findLast(db, name);
    return last && !isEnded(last, await findRegisteredModel(db, name)) ? last : undefined;
  }

  /** Enters a change that somebody asked for; what else it brought about has entries of its own. */
  async enter(tx: Db, name: string, last: Row | undefined, entry: NewEntry): Promise<Row> {
    const standing = await this.standing(tx, name);
    const row = await this.append(tx, name, last, standing, entry);
    const others = changesBetween(standingOf(last), standing).filter(({ stage, alias }) =>
      stage ? stage !== entry.stage : alias !== entry.alias,
    );
    await requireUnprotected(tx, name, others);
    let newest = row;
    for (const change of others)
      newest = await this.append(tx, name, newest, standing, {
        ...rowOf(change),
        ...MOVED,
        actor: row.actor,
      });
    return row;
  }

  /** Takes entries of an earlier version of Slipway into chains. */
  async chainOlder(): Promise<void> {
    const names = await store.selectUnchainedNames(this.database.read);
    for (const name of names)
      await this.database.write(async (tx) => {
        await lockRegisteredModel(tx, name);
        await chainOlder(tx, name);
      });
  }

  private async end(tx: Db, name: string, last: Row, entry: NewEntry): Promise<void> {
    const newest = await this.enterChanges(tx, name, last, NOBODY, entry);
    if (newest === last) await this.append(tx, name, last, NOBODY, entry);
  }

  /** @returns the newest entry then */
  private async enterChanges(
    tx: Db,
    name: string,
    last: Row | undefined,
    standing: Standing,
    entry: NewEntry,
  ): Promise<Row | undefined> {
    let newest = last;
    for (const change of changesBetween(standingOf(last), standing))
      newest = await this.append(tx, name, newest, standing, { ...entry, ...rowOf(change) });
    return newest;
  }

  private async append(
    tx: Db,
    name: string,
    last: Row | undefined,
    standing: Standing,
    entry: NewEntry,
  ): Promise<Row> {
    const { dialect } = this.database;
    const model = await findRegisteredModel(tx, name);
    const row = {
      ...UNSAID,
      on_hold: last?.on_hold ?? 0,
      ...entry,
      name,
      // Clocks of several servers differ, and may be set back.
      created_at: Math.max(Date.now(), Number(last?.created_at ?? 0), Number(model?.creation_time ?? 0)),
      chain: last?.chain ?? randomBytes(16).toString("hex"),
      seq: (last?.seq ?? 0) + 1,
      standing: JSON.stringify(standing),
      previous_hash: last?.hash ?? null,
    };
    return store.insertPromotion(tx, dialect, { ...row, hash: hashOf({ ...row, id: 0, hash: null }) });
  }

  private standing(db: Db, name: string): Promise<Standing> {
    return readStanding(db, this.database.dialect, name);
  }
}

const standingOf = (last: Row | undefined): Standing =>
  last?.standing ? parseStanding(last.standing) : NOBODY;

const CHANGED_ELSEWHERE = "Another program changed this in the database.";
const DELETED_ELSEWHERE = "Another program deleted the model from the database.";
const STOOD_BEFORE = "It was so before this history began.";
const MOVED = { action: "transition", reason: "The version moved to another stage." } as const;

const byMlflow = ({ action, caller: { user, program } }: Note): NewEntry => ({
  action,
  actor: user ?? null,
  reason: `A call of MLflow's API${program ? ` by ${program}` : ""}.`,
});

const rowOf = ({ stage, alias, version, previous_version }: Change) => ({
  stage: stage ?? null,
  alias: alias ?? null,
  version: numberOf(version),
  previous_version: numberOf(previous_version),
});

const numberOf = (version: string | undefined) => (version === undefined ? null : Number(version));

const UNSAID = {
  version: null,
  previous_version: null,
  stage: null,
  alias: null,
  forced: 0,
  reason: null,
  actor: null,
  actor_verified: 0,
  commit_sha: null,
  run_id: null,
  decision: null,
  idempotency_key: null,
  previous_name: null,
  envelope: null,
  decision_id: null,
};
