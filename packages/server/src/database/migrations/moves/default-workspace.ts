import type { Move } from "./move.js";

/** Everything that was there before workspaces belongs to one of the name `default`. */
export const defaultWorkspace: Move = {
  step: "1b5f0d9ad7c1",
  says: "Adding the default workspace",
  move: async (db) => {
    const found = await db.selectFrom("workspaces").select("name").where("name", "=", "default").execute();
    if (found.length > 0) return;
    const description = "Default workspace for legacy resources";
    await db.insertInto("workspaces").values({ name: "default", description }).execute();
  },
};
