import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskText, SecretMask, secretsOf } from "./secret-mask.js";

describe("secretsOf", () => {
  it("takes the values of variables whose names say that they are secret", () => {
    const secret = [
      "GITHUB_TOKEN",
      "PGPASSWORD",
      "AWS_SECRET_ACCESS_KEY",
      "MYSQL_PWD",
      "OPENAI_API_KEY",
      "npm_auth",
    ];
    const environment = Object.fromEntries(secret.map((name) => [name, `value of ${name}`]));
    expect(secretsOf(environment).sort()).toEqual(secret.map((name) => `value of ${name}`).sort());
  });

  it("leaves others alone", () => {
    const environment = {
      PWD: "/home/ada/project",
      TOKENIZERS_PARALLELISM: "false-ish",
      GIT_AUTHOR_NAME: "Ada",
      SSH_AUTH_SOCK: "/tmp/socket",
      USE_TOKEN: "true",
      SHORT_TOKEN: "abc",
      KEYBOARD: "qwerty",
    };
    expect(secretsOf(environment)).toEqual([]);
  });

  it("takes passwords out of URLs, and keys line by line", () => {
    const environment = {
      STORE: "postgresql://ada:hunter22@db/mlflow",
      DEPLOY_KEY: "BEGIN KEY\nabcdefghijk\nEND KEY X",
    };
    expect(secretsOf(environment)).toEqual(
      expect.arrayContaining(["hunter22", "abcdefghijk", environment.DEPLOY_KEY]),
    );
  });
});

describe("SecretMask", () => {
  it("shows the same as masking the whole text, however the text is cut", () => {
    const secrets = ["hunter22", "hunt", "2233"];
    const part = fc.constantFrom("hunter22", "hunt", "er22", "h", "u", "2", "2233", " ", "x");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.array(fc.nat(100)), (parts, cuts) => {
        const text = parts.join("");
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        const mask = new SecretMask(secrets);
        const pieces = places.slice(1).map((end, index) => mask.write(text.slice(places[index], end)));
        const shown = pieces.join("") + mask.end();
        for (const secret of secrets) expect(shown).not.toContain(secret);
        if (cuts.length === 0) expect(shown).toBe(maskText(text, secrets));
      }),
    );
  });

  it("holds nothing back that cannot become a secret", () => {
    const mask = new SecretMask(["hunter22"]);
    expect(mask.write("epoch 1\n")).toBe("epoch 1\n");
    expect(mask.write("password hun")).toBe("password ");
    expect(mask.write("ted")).toBe("hunted");
    expect(mask.write("hunter22 done")).toBe("*** done");
    expect(mask.end()).toBe("");
  });
});
