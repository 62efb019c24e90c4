import { complete, type Grammar, type KnownKeys } from "@slipway/search";
import { useEffect, useState } from "react";
import { filterFault, mayBecomeRight } from "./filter-fault.js";

/** What one filter box works on. */
export interface FilterOptions {
  /** The filter in force. */
  value: string;
  onApply: (filter: string) => void;
  grammar: Grammar;
  keys: KnownKeys;
}

/** The state of a filter that is being written: its text, its fault, what may come next at the cursor. */
export function useFilterDraft({ value, onApply, grammar, keys }: FilterOptions) {
  const [text, setText] = useState(value);
  const [cursor, setCursor] = useState(value.length);
  const [attempted, setAttempted] = useState(value !== "");
  useEffect(() => setText(value), [value]);

  const found = filterFault(text, grammar);
  const fault = found && (attempted || !mayBecomeRight(found, text)) ? found : undefined;
  const completion = complete(text, cursor, grammar, keys);

  const change = (next: string, at: number) => {
    setText(next);
    setCursor(at);
    setAttempted(false);
  };
  const apply = (next = text) => {
    setAttempted(true);
    if (!filterFault(next, grammar)) onApply(next.trim());
  };
  /** Puts an option in place; returns where the cursor belongs then. */
  const accept = (option: string): number => {
    const { from, to } = completion;
    const rest = text.slice(to);
    const wantsMore = option.endsWith(".") || rest.startsWith(" ");
    const written = wantsMore ? option : `${option} `;
    change(text.slice(0, from) + written + rest, from + written.length);
    return from + written.length;
  };
  // What is there already needs no offer.
  const options = completion.options.filter(
    (option) => option !== text.slice(completion.from, completion.to),
  );
  return { text, fault, options, change, setCursor, apply, accept };
}
