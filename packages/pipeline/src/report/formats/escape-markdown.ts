import { shownText } from "../shown-text.js";

/** A text that is no Markdown, on one line; it mentions nobody and refers to nothing. */
export const escapeMarkdown = (value: string): string =>
  shownText(value)
    .replace(/[\\`*_{}[\]<>|#~&$!]/g, "\\$&")
    // A character that takes no room keeps forges from telling people that they were mentioned.
    .replaceAll(/@(?=[\w-])/g, "@\u200B");

/** A text for machines. One that could end a span of code is shown as text. */
export const codeMarkdown = (value: string): string =>
  /^[\w :./@=+,~-]+$/.test(value) && value.length <= 300 ? `\`${value}\`` : escapeMarkdown(value);
