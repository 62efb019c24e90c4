import { createHash } from "node:crypto";
import { type Promotion, type PromotionAction, promotionText } from "@slipway/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { verifyHistory } from "./verify-history.js";

/** A history of some actions, oldest first, as a server chains it. */
function chained(actions: readonly PromotionAction[]): Promotion[] {
  const entries: Promotion[] = [];
  for (const [index, action] of actions.entries()) {
    const entry: Promotion = {
      id: index + 1,
      name: "News",
      action,
      version: String(index + 1),
      forced: false,
      actor: "Ada",
      actor_verified: false,
      created_at: 1_795_000_000_000 + index,
      chain: "c",
      sequence: index + 1,
      standing: { stages: [{ stage: "Production", versions: [String(index + 1)] }], aliases: [] },
      on_hold: false,
      previous_hash: entries.at(-1)?.hash,
    };
    entries.push({ ...entry, hash: createHash("sha256").update(promotionText(entry)).digest("hex") });
  }
  return entries;
}

const newestFirst = (entries: readonly Promotion[]) => entries.toReversed();

it("finds whatever one entry says otherwise than when it was written", () => {
  const changes: ((entry: Promotion) => Promotion)[] = [
    (entry) => ({ ...entry, actor: "Eve" }),
    (entry) => ({ ...entry, actor: undefined }),
    (entry) => ({ ...entry, version: "99" }),
    (entry) => ({ ...entry, created_at: 1 }),
    (entry) => ({ ...entry, decision: { outcome: "promoted" } }),
    (entry) => ({ ...entry, standing: { stages: [], aliases: [] } }),
  ];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), fc.nat(), (length, where, which) => {
      const entries = chained(new Array(length).fill("promote"));
      expect(verifyHistory(newestFirst(entries))).toEqual({ entries: length, head: entries.at(-1)?.hash });
      const place = where % length;
      const change = changes[which % changes.length] ?? ((entry) => entry);
      const edited = entries.map((entry, index) => (index === place ? change(entry) : entry));
      const { problem } = verifyHistory(newestFirst(edited));
      expect(problem?.entry.sequence).toBe(place + 1);
    }),
    { numRuns: 50 },
  );
});

it("finds entries that are gone, moved, or written anew", () => {
  const entries = chained(["promote", "promote", "rollback", "promote"]);
  const without = (index: number) => newestFirst(entries.filter((_, at) => at !== index));
  expect(verifyHistory(without(1)).problem).toMatchObject({
    entry: { sequence: 3 },
    what: expect.stringMatching(/entry 3 where entry 2/),
  });
  const other = chained(["hold", "promote"]);
  const spliced = [other[0], ...entries.slice(1)] as Promotion[];
  expect(verifyHistory(newestFirst(spliced)).problem).toMatchObject({
    entry: { sequence: 2 },
    what: expect.stringMatching(/the entry before it/),
  });
  const head = entries[3]?.hash;
  expect(verifyHistory(without(3)).problem).toBeUndefined();
  expect(verifyHistory(without(3), head).problem?.what).toContain(head);
  expect(verifyHistory(newestFirst(entries), entries[1]?.hash).problem).toBeUndefined();
});

it("follows a model through its names and its lives", () => {
  const [first, second] = chained(["promote", "rename"]) as [Promotion, Promotion];
  const renamed: Promotion = { ...second, name: "Newer", previous_name: "News" };
  const hash = createHash("sha256").update(promotionText(renamed)).digest("hex");
  const history = [
    { ...renamed, hash },
    { ...first, name: "Newer" },
  ];
  expect(verifyHistory(history).problem).toBeUndefined();
  const again = chained(["promote"]).map((entry) => ({ ...entry, chain: "d", name: "Newer" }));
  const lives = again.map((entry) => ({
    ...entry,
    hash: createHash("sha256").update(promotionText(entry)).digest("hex"),
  }));
  expect(verifyHistory([...lives, ...history])).toEqual({ entries: 3, head: lives[0]?.hash });
});
