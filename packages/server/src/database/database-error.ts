/** A database that cannot be opened as a tracking server's; the message names it, and what would be right. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}
