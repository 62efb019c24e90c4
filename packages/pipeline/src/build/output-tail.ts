/** How much of a failed command's output its error quotes, in lines. */
const QUOTED_LINES = 10;

/** The last lines of a command's output, for the error that it may end in. */
export class OutputTail {
  private tail = "";

  add(text: string): void {
    this.tail = (this.tail + text)
      .split("\n")
      .slice(-QUOTED_LINES - 1)
      .join("\n");
  }

  get text(): string {
    return this.tail.trimEnd();
  }
}
