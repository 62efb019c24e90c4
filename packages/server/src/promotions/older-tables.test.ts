import { sql } from "kysely";
import { expect, it } from "vitest";
import { openDatabase } from "../database/open-database.js";
import { promotions } from "../database/schema/promotions.js";
import { temporaryDatabase, temporaryUri } from "../database/testing/temporary-database.js";
import { HistoryService } from "./history-service.js";

const CAME_LATER = [
  "chain",
  "seq",
  "previous_name",
  "standing",
  "on_hold",
  "envelope",
  "decision_id",
  "previous_hash",
  "hash",
];

it("the table of an earlier version gets what came since, and its entries are chained", async () => {
  const uri = await temporaryUri();
  const { columns, primaryKey, unique } = promotions.slipway_promotions;
  const known = Object.entries(columns).filter(([name]) => !CAME_LATER.includes(name));
  const older = { columns: Object.fromEntries(known), primaryKey, unique };
  const before = await openDatabase(uri);
  await before.write(async (tx) => {
    await sql`DROP TABLE slipway_promotions`.execute(tx);
    for (const statement of before.dialect.createTables({ slipway_promotions: older }))
      await sql.raw(statement).execute(tx);
    const entry = { name: "News", stage: "Production", created_at: 1_795_000_000_000 };
    for (const version of [1, 2])
      await sql`INSERT INTO slipway_promotions (name, stage, action, version, created_at)
        VALUES (${entry.name}, ${entry.stage}, 'promote', ${version}, ${entry.created_at})`.execute(tx);
  });
  await before.close();
  const { read, write, ...database } = await temporaryDatabase(uri);
  await new HistoryService({ read, write, ...database }).chainOlder();
  const rows = await read.selectFrom("slipway_promotions").selectAll().orderBy("id").execute();
  expect(rows.map(({ seq, on_hold, decision_id }) => [seq, on_hold, decision_id])).toEqual([
    [1, 0, null],
    [2, 0, null],
  ]);
  expect(rows[1]?.previous_hash).toBe(rows[0]?.hash);
  expect(rows[1]?.standing).toBe('{"stages":[{"stage":"Production","versions":["2"]}],"aliases":[]}');
  const again = write((tx) => sql`UPDATE slipway_promotions SET seq = 1`.execute(tx));
  await expect(again).rejects.toThrow();
});
