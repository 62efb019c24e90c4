import { expect, it } from "vitest";
import { LOG_PIECE, logText, readBack, readOn } from "./log-part.js";

const ESCAPE = String.fromCharCode(27);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A file, and what was read of it. */
function fileOf(content: Uint8Array<ArrayBuffer>) {
  const ranges: [number, number][] = [];
  const read = async ([from, to]: readonly [number, number]) => {
    ranges.push([from, to]);
    return content.slice(from, to + 1);
  };
  return { read, ranges };
}

it("reads what was added, and nothing twice", async () => {
  const { read, ranges } = fileOf(bytesOf("one\ntwo\nthree\n"));
  const first = await readOn(undefined, 4, read);
  const second = await readOn(first, 14, read);
  expect(logText(second)).toBe("one\ntwo\nthree\n");
  expect(await readOn(second, 14, read)).toBe(second);
  expect(ranges).toEqual([
    [0, 3],
    [4, 13],
  ]);
});

it("begins anew when the file was, and is empty when the file is", async () => {
  const before = await readOn(undefined, 8, fileOf(bytesOf("one\ntwo\n")).read);
  expect(logText(await readOn(before, 4, fileOf(bytesOf("new\n")).read))).toBe("new\n");
  expect(logText(await readOn(undefined, 0, fileOf(bytesOf("")).read))).toBe("");
});

it("reads the end of a long log from a whole line on, and goes back by pieces", async () => {
  const line = `${"x".repeat(99)}\n`;
  const content = bytesOf(line.repeat(10_000));
  const { read } = fileOf(content);
  const end = await readOn(undefined, content.length, read);
  expect(end.bytes.length).toBe(LOG_PIECE);
  expect(logText(end).startsWith(line)).toBe(true);
  const whole = await readBack(end, read);
  expect([whole.start, logText(whole).length]).toEqual([0, content.length]);
});

it("leaves out the middle when the log outran its reader", async () => {
  const content = bytesOf("x\n".repeat(LOG_PIECE));
  const { read } = fileOf(content);
  const before = await readOn(undefined, 100, read);
  const after = await readOn(before, content.length, read);
  expect([after.start, after.end]).toEqual([content.length - LOG_PIECE, content.length]);
});

it("shows what a terminal would", () => {
  const text = `10%\r50%\r${ESCAPE}[32m100%${ESCAPE}[0m\nended\r\n`;
  expect(logText({ bytes: bytesOf(text), start: 0, end: text.length })).toBe("100%\nended\n");
});
