import { useLocalStorage } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { type Command, readKey } from "./read-key.js";
import { moveRow, openRow, selectRow } from "./rows.js";

/** Two keys belong together when no more time than this is between them, in milliseconds. */
const TOGETHER = 1000;

/** Where letters are typed or mean something of their own. */
const TAKEN =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu]";

/** Whether keys without Ctrl or Cmd do anything: those who speak to their computer may not want it. */
export const useSingleKeys = () =>
  useLocalStorage({ key: "slipway-single-keys", defaultValue: true, getInitialValueInEffect: false });

/** Windows that keys open. */
export type KeyWindow = "palette" | "help";

/** Listens to the keys that work on every page. */
export function useShortcuts(open: (window: KeyWindow) => void): void {
  const navigate = useNavigate();
  const [single] = useSingleKeys();
  const before = useRef({ key: "", at: 0 });
  useEffect(() => {
    const act = (command: Command) => {
      if (command === "palette" || command === "help") open(command);
      else if (command === "filter") focusFilter();
      else if (command === "next") moveRow(1);
      else if (command === "previous") moveRow(-1);
      else if (command === "open") openRow();
      else if (command === "select") selectRow();
      else void navigate({ to: command.to });
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, timeStamp } = event;
      const last = timeStamp - before.current.at < TOGETHER ? before.current.key : undefined;
      before.current = { key, at: timeStamp };
      const isTaken = target instanceof Element && target.closest(TAKEN) !== null;
      const { ctrlKey, metaKey, altKey } = event;
      const command = readKey({ key, ctrlKey, metaKey, altKey, isTaken }, last, single);
      if (command === undefined || event.defaultPrevented) return;
      // A button or a link with the focus is pressed by Enter.
      if (command !== "open") event.preventDefault();
      act(command);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [navigate, open, single]);
}

/** Goes to the field of the page that says that `/` leads to it. */
function focusFilter(): void {
  const field = document.querySelector<HTMLInputElement>('main input[aria-keyshortcuts="/"]');
  field?.focus();
  field?.select();
}
