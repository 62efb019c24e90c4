import type { Call } from "./handlers.js";

/** Makes a handler of an act whose call answers nothing but that it was done. */
export const done =
  <Request>(act: (request: Request, call: Call) => Promise<void>) =>
  async (request: Request, call: Call) => {
    await act(request, call);
    return {};
  };
