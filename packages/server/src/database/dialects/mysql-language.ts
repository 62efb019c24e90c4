import {
  type ColumnNode,
  type InsertQueryNode,
  MysqlAdapter,
  MysqlQueryCompiler,
  type OnConflictNode,
  type SelectModifierNode,
} from "kysely";
import type { Language } from "./kysely-over.js";

/** Says upserts and locks in MySQL's words. */
class Compiler extends MysqlQueryCompiler {
  protected override visitOnConflict(node: OnConflictNode): void {
    this.append("on duplicate key update ");
    if (node.updates) this.compileList(node.updates);
    else this.assignToItself((this.parentNode as InsertQueryNode).columns?.[0]);
  }

  private assignToItself(column: ColumnNode | undefined): void {
    if (!column) throw new Error("an insert names its columns");
    this.visitNode(column);
    this.append(" = ");
    this.visitNode(column);
  }

  // MariaDB does not know FOR SHARE; MySQL knows both.
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier === "ForShare") this.append("lock in share mode");
    else super.visitSelectModifier(node);
  }
}

export const language: Language = {
  compiler: () => new Compiler(),
  adapter: () => new MysqlAdapter(),
};
