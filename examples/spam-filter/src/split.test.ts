import { array, assert, constantFrom, property, record, string, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import type { Mail } from "./mail.js";
import { digestOf, fingerprint, splitMails, splitNames } from "./split.js";

const someMails = uniqueArray(
  record({
    folder: constantFrom("ham-1", "spam-1"),
    number: string({ minLength: 1 }),
    body: constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "A 1", "b!"),
  }),
  { selector: ({ folder, number }) => `${folder}/${number}` },
).map((mails) =>
  mails.map(({ folder, number, body }): Mail => {
    return { id: `${folder}/${number}`, label: folder === "ham-1" ? "ham" : "spam", body };
  }),
);

test("case, spacing, numbers and signs do not make another mail", () => {
  expect(fingerprint("Win 1,000 NOW!")).toBe(fingerprint("win 2,500 now"));
  expect(fingerprint("Win now")).not.toBe(fingerprint("Wins now"));
});

test("the order in which mails come does not matter", () => {
  assert(
    property(someMails, (mails) => {
      const splits = splitMails(mails);
      const reversed = splitMails(mails.toReversed());
      for (const name of splitNames) expect(digestOf(reversed[name])).toBe(digestOf(splits[name]));
    }),
  );
});

test("every mail lands in one split, beside its copies", () => {
  assert(
    property(someMails, (mails) => {
      const splits = splitMails(mails);
      const home = new Map<string, string>();
      for (const name of splitNames) {
        for (const { body } of splits[name]) {
          expect(home.get(fingerprint(body)) ?? name).toBe(name);
          home.set(fingerprint(body), name);
        }
      }
      expect(splitNames.flatMap((name) => splits[name])).toHaveLength(mails.length);
    }),
  );
});

test("a digest changes with every field of every mail", () => {
  const mail: Mail = { id: "ham-1/1", label: "ham", body: "hello" };
  const others: Mail[] = [
    { ...mail, id: "ham-1/2" },
    { ...mail, label: "spam" },
    { ...mail, body: "hello!" },
  ];
  assert(
    property(array(constantFrom(...others)), (tail) => {
      for (const other of others) expect(digestOf([other, ...tail])).not.toBe(digestOf([mail, ...tail]));
    }),
  );
});
