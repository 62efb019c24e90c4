import { createHash } from "node:crypto";
import type { Mail } from "./mail.js";

/** Train: models learn from it. Validation: candidates are selected by it. Test: releases are decided by it. */
export const splitNames = ["train", "validation", "test"] as const;
export type SplitName = (typeof splitNames)[number];
export type Splits = Record<SplitName, Mail[]>;

const testShare = 0.3;
const validationShare = 0.2;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Equal for mails whose letters are equal, whatever their case, spacing and numbers. */
export const fingerprint = (body: string): string => sha256(body.toLowerCase().replace(/[^\p{L}]/gu, ""));

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/**
 * Divides the mails once and for all: no seed, no order of the input, only what is in them.
 * Mails with the same fingerprint stay together, so that no model is tested on what it learnt by heart.
 * Each folder of the corpus gives every split its share, so that easy and hard mails are spread evenly.
 */
export function splitMails(mails: readonly Mail[]): Splits {
  const copies = new Map<string, Mail[]>();
  for (const mail of mails) pushTo(copies, fingerprint(mail.body), mail);

  const folders = new Map<string, [print: string, copies: Mail[]][]>();
  for (const [print, group] of copies) {
    group.sort((a, b) => (a.id < b.id ? -1 : 1));
    pushTo(folders, group[0]?.id.split("/")[0] ?? "", [print, group]);
  }

  const splits: Splits = { train: [], validation: [], test: [] };
  for (const folder of folders.values()) {
    folder.sort(([a], [b]) => (a < b ? -1 : 1));
    folder.forEach(([, group], rank) => {
      splits[splitAt(rank / folder.length)].push(...group);
    });
  }
  for (const split of Object.values(splits)) split.sort((a, b) => (a.id < b.id ? -1 : 1));
  return splits;
}

function splitAt(position: number): SplitName {
  if (position < testShare) return "test";
  return position < testShare + validationShare ? "validation" : "train";
}

/** Names the content of a split: changes with any id, label or body in it. */
export function digestOf(mails: readonly Mail[]): string {
  return sha256(mails.map(({ id, label, body }) => `${id}\t${label}\t${body}\n`).join("")).slice(0, 16);
}
