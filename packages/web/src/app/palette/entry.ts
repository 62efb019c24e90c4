/** Something that the palette offers. */
export interface Entry {
  id: string;
  group: string;
  label: string;
  /** What tells it from others of the same label. */
  detail?: string | undefined;
  act: () => void;
}

/** Entries in the groups that they name, in their order. */
export function byGroup(entries: readonly Entry[]): [group: string, entries: Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.group);
    if (group) group.push(entry);
    else groups.set(entry.group, [entry]);
  }
  return [...groups];
}

/** The entries in whose label each word of a text appears. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/);
  return entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}
