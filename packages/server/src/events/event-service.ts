import { ApiError } from "@slipway/contract";
import type { Bytes, Call } from "../http/handlers.js";
import { EventStream } from "./event-stream.js";
import type { Subject } from "./subject.js";
import type { Watcher } from "./watcher.js";

/** The most streams that one process keeps open. */
const MOST = 1000;

const HEADERS = {
  "content-type": "text/event-stream",
  // Proxies that gather answers would hold the events back.
  "x-accel-buffering": "no",
};

/** Tells who looks at something that it has changed, as server-sent events. */
export class EventService {
  private readonly streams = new Set<EventStream>();
  private opening = 0;
  private closed = false;

  constructor(
    private readonly watcher: Watcher,
    private readonly most = MOST,
  ) {}

  /**
   * Opens a stream of the changes of a subject.
   * @throws ApiError RESOURCE_DOES_NOT_EXIST when there is no such subject, REQUEST_LIMIT_EXCEEDED when too many listen
   */
  async open(subject: Subject, { header }: Pick<Call, "header">): Promise<Bytes> {
    if (this.streams.size + this.opening >= this.most) throw tooMany(this.most);
    this.opening++;
    try {
      return { headers: HEADERS, content: await this.streamOf(subject, header("last-event-id")) };
    } finally {
      this.opening--;
    }
  }

  /** Ends all streams. */
  async close(): Promise<void> {
    this.closed = true;
    for (const stream of this.streams) stream.finish();
    await this.watcher.close();
  }

  private async streamOf(subject: Subject, known: string | undefined): Promise<EventStream> {
    let stream: EventStream | undefined;
    const listening = await this.watcher.listen(subject, (state) => stream?.tell(state));
    if (!listening) throw notFound(subject);
    stream = new EventStream(listening.state, known);
    this.streams.add(stream);
    stream.once("close", () => {
      listening.stop();
      this.streams.delete(stream);
    });
    if (this.closed) stream.finish();
    return stream;
  }
}

const NAMES = { run: "Run", experiment: "Experiment", model: "Registered model" };

const notFound = ({ kind, id }: Subject) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `${NAMES[kind]} '${id}' not found`);

const tooMany = (most: number) =>
  new ApiError(
    "REQUEST_LIMIT_EXCEEDED",
    `This server tells ${most} listeners of changes already. Ask for the data itself from time to time.`,
  );
