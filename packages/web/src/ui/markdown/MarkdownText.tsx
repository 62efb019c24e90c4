import type { ComponentProps } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { safeAddress } from "./safe-address.js";

/** Markdown as React elements: markup in it is text, links run nothing, and nothing is fetched from anywhere. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} urlTransform={safeAddress} components={COMPONENTS}>
      {text}
    </ReactMarkdown>
  );
}

/** Headings begin below those of the page; pictures are named, and reached by a link where they have an address. */
const COMPONENTS: Components = {
  h1: "h3",
  h2: "h4",
  h3: "h5",
  h4: "h6",
  h5: "h6",
  a: ({ href, children }) => <Away href={href}>{children}</Away>,
  img: ({ src, alt }) => <Away href={typeof src === "string" ? src : undefined}>{alt || "picture"}</Away>,
  input: ({ checked }) => <input type="checkbox" checked={checked} disabled aria-label="Task" />,
};

function Away({ href, children }: Pick<ComponentProps<"a">, "href" | "children">) {
  if (!href) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
