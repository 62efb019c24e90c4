/** Longest text of users that a report shows, in characters. */
const LONGEST = 300;

// What nobody can see: control characters, halves of characters, and what turns the direction of the text after it.
const UNSEEN = /(?!\s)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text as every format may show it: on one line, all of it to be seen, cut when it is too long. */
export function shownText(text: string): string {
  const line = text
    .slice(0, LONGEST * 4)
    .replaceAll(UNSEEN, "\uFFFD")
    .replaceAll(/\s+/g, " ")
    .trim();
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : line;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as content or attribute of HTML and XML. */
export const markupText = (text: string): string =>
  shownText(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
