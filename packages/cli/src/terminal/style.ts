import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Colours text for a terminal; leaves it alone in pipes, and where NO_COLOR is set. */
export function style(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return coloured(stream) ? styleText(format, text, { validateStream: false } as never) : text;
}

function coloured(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== "0";
  return stream.isTTY === true;
}
