/** Where the changes between two commits can be looked at. */
export interface CodeRange {
  from: string;
  to: string;
  /** What shows them in a clone. */
  command: string;
  /** The page that shows them, where the repository lies on a host whose addresses are known. */
  page?: string;
}

/** A full or shortened object name of git. */
const SHA = /^[0-9a-f]{7,64}$/i;

/**
 * The changes from one commit to another.
 * @param repository the address of the remote, as git has it: `https://host/owner/name.git` or `git@host:owner/name.git`
 */
export function codeRange(from: string, to: string, repository: string | undefined): CodeRange {
  const range = { from, to, command: `git diff ${from}..${to}` };
  const page = SHA.test(from) && SHA.test(to) ? pageOf(from, to, repository) : undefined;
  return page === undefined ? range : { ...range, page };
}

function pageOf(from: string, to: string, repository: string | undefined): string | undefined {
  const { host, path } = placeOf(repository) ?? {};
  if (host === undefined) return undefined;
  if (host === "github.com") return `https://${host}/${path}/compare/${from}...${to}`;
  if (host === "bitbucket.org") return `https://${host}/${path}/branches/compare/${to}..${from}`;
  return /^gitlab\./.test(host) ? `https://${host}/${path}/-/compare/${from}...${to}` : undefined;
}

/** Host and path of a remote; undefined for what is none. Names and passwords in it are left out. */
function placeOf(repository = ""): { host: string; path: string } | undefined {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([\w./-]+)$/.exec(repository);
  const url = !scp && URL.canParse(repository) ? new URL(repository) : undefined;
  const host = scp?.[1] ?? url?.hostname;
  const path = (scp?.[2] ?? url?.pathname ?? "").replace(/^\/+|\/+$|\.git\/*$/g, "");
  return host && /^[\w.-]+(?:\/[\w.-]+)+$/.test(path) ? { host: host.toLowerCase(), path } : undefined;
}
