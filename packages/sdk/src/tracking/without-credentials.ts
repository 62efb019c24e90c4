/** A URL as it may be shown or stored: without the name and password in it. */
export const withoutCredentials = (url: string): string =>
  url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, "$1");
