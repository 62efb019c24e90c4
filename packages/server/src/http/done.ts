/** Makes a handler of an act whose call answers nothing but that it was done. */
export const done =
  <Request>(act: (request: Request) => Promise<void>) =>
  async (request: Request) => {
    await act(request);
    return {};
  };
