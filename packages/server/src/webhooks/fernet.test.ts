import { describe, expect, it } from "vitest";
import { Fernet, FernetError } from "./fernet.js";

const KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
// The example of the specification: made at 499162800 with the IV 0 to 15.
const TOKEN =
  "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

describe("Fernet", () => {
  it("reads the token of the specification", () => {
    expect(new Fernet(KEY).decrypt(TOKEN)).toBe("hello");
  });

  it.each(["", "s", "a secret", "ключ 🔑", "x".repeat(600)])("reads back what it wrote: %s", (secret) => {
    const token = new Fernet(KEY).encrypt(secret);
    expect(token).toMatch(/^gAAAAA[\w-]+=*$/);
    expect(new Fernet(KEY).decrypt(token)).toBe(secret);
  });

  it("does not write the same twice", () => {
    const fernet = new Fernet(Fernet.generateKey());
    expect(fernet.encrypt("a")).not.toBe(fernet.encrypt("a"));
  });

  it.each([
    ["another key", new Fernet(Fernet.generateKey()).encrypt("hello")],
    ["a changed token", TOKEN.replace("021c", "021d")],
    ["a short one", TOKEN.slice(0, 60)],
    ["nothing", ""],
    ["another version", `gQ${TOKEN.slice(2)}`],
  ])("refuses %s", (_, token) => {
    expect(() => new Fernet(KEY).decrypt(token)).toThrow(FernetError);
  });

  it.each(["", "short", KEY.slice(1), KEY.slice(0, -1)])(
    "refuses the key '%s' in the words of Python's",
    (key) => {
      expect(() => new Fernet(key)).toThrow("Fernet key must be 32 url-safe base64-encoded bytes.");
    },
  );
});
