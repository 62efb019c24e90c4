/** Keeps or takes away one tag. */
export interface TagChanges {
  set: (key: string, value: string) => Promise<unknown>;
  remove: (key: string) => Promise<unknown>;
}
