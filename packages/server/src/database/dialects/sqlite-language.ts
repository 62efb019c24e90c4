import { type SelectModifierNode, SqliteAdapter, SqliteQueryCompiler } from "kysely";
import type { Language } from "./kysely-over.js";

const LOCKS = new Set(["ForUpdate", "ForShare"]);

/** Leaves out the locks of rows: on SQLite writes run one after the other, so that each has the whole database. */
class Compiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!node.modifier || !LOCKS.has(node.modifier)) super.visitSelectModifier(node);
  }
}

export const language: Language = {
  compiler: () => new Compiler(),
  adapter: () => new SqliteAdapter(),
};
