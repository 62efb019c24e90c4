import type { ErrorCode } from "@slipway/contract";

/** A request that is refused as HTTP, with a status that no error code of the protocol stands for. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
