import { Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./KeyValues.module.css";

/** More entries than this can be searched. */
const MANY = 12;

interface KeyValueEntry {
  key: string;
  /** What is searched besides the key. */
  text: string;
  /** How the value is shown; its text when not given. */
  value?: ReactNode;
}

interface Props {
  /** What the entries are, e.g. `parameters`. */
  what: string;
  entries: readonly KeyValueEntry[];
  align?: "right";
}

/** Names and values, whole, in the order of the names. */
export function KeyValues({ what, entries, align }: Props) {
  const [wanted, setWanted] = useState("");
  if (entries.length === 0) {
    return (
      <Text fz="sm" c="dimmed">
        No {what}
      </Text>
    );
  }
  const needle = wanted.toLowerCase();
  const found = entries
    .filter(({ key, text }) => `${key}\n${text}`.toLowerCase().includes(needle))
    .sort((a, b) => a.key.localeCompare(b.key, "en", { numeric: true }));
  return (
    <div className={classes.frame}>
      {entries.length > MANY && (
        <TextInput
          variant="unstyled"
          px={10}
          aria-label={`Search ${what}`}
          placeholder={`Search ${what}`}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <div className={classes.scroller}>
        <table className={classes.table} aria-label={what}>
          <tbody>
            {found.map(({ key, text, value }) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td data-align={align}>{value ?? text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
