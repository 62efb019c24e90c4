import { lazy, Suspense } from "react";
import classes from "./Markdown.module.css";

// The reader of Markdown is loaded with the first text.
const MarkdownText = lazy(async () => ({ default: (await import("./MarkdownText.js")).MarkdownText }));

/** A text that a user wrote in Markdown, as inert elements; as it was typed until its reader is loaded. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      <Suspense fallback={<p style={{ whiteSpace: "pre-wrap" }}>{text}</p>}>
        <MarkdownText text={text} />
      </Suspense>
    </div>
  );
}
