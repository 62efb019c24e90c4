import { createHash } from "node:crypto";
import { sql } from "kysely";
import { DatabaseError } from "../../database-error.js";
import type { Move } from "./move.js";

interface Issue {
  issue_id: string;
  categories: string;
}

/** The categories of an issue get rows of their own, beside the JSON list that holds them; an issue was last seen when it was made. */
export const issueCategories: Move = {
  step: "8b6ad64cb8f5",
  says: "Indexing the categories of issues",
  move: async (db) => {
    await sql`UPDATE issues SET last_seen_timestamp = created_timestamp`.execute(db);
    await sql`DELETE FROM issue_categories`.execute(db);
    const issues =
      await sql<Issue>`SELECT issue_id, categories FROM issues WHERE categories IS NOT NULL`.execute(db);
    for (const issue of issues.rows)
      for (const [hash, category] of categoriesOf(issue))
        await sql`INSERT INTO issue_categories (issue_id, category_hash, category) VALUES (${issue.issue_id}, ${hash}, ${category})`.execute(
          db,
        );
  },
};

/** By hash; of several that differ in case or surrounding space alone, the last one stays. */
function categoriesOf({ issue_id, categories }: Issue): Map<string, string> {
  const list = parsed(categories);
  if (!Array.isArray(list) || list.some((category) => typeof category !== "string"))
    throw new DatabaseError(
      `Cannot upgrade the database: the issue ${issue_id} has the categories ${categories}, which is no JSON list of texts. Correct it and try again.`,
    );
  return new Map(
    list.map((category: string) => [
      createHash("sha256").update(category.trim().toLowerCase()).digest("hex"),
      category,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
