import { createKeys, KEY_KINDS, type KeyKind, PASSPHRASE_VARIABLE } from "@slipway/pipeline";
import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";

interface Options {
  out: string;
  kind: KeyKind;
  json?: boolean;
}

/** `slipway keys create`: a key pair to sign receipts with. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("--out <name>", "writes NAME.key (private) and NAME.pub (public)", "slipway")
      .addOption(new Option("--kind <kind>", "of key").choices(KEY_KINDS).default("ed25519"))
      .option("--json", "print JSON")
      .addHelpText("after", `\n${PASSPHRASE_VARIABLE}, when set, encrypts the private key.`)
      .action(async ({ out, kind, json }: Options) => {
        const passphrase = process.env[PASSPHRASE_VARIABLE];
        const { privateKey, publicKey, keyId } = await createKeys(out, kind, passphrase);
        if (json) return printJson({ private_key: privateKey, public_key: publicKey, key_id: keyId });
        const guarded = passphrase ? "encrypted" : "not encrypted";
        process.stdout.write(
          [
            `Private key       ${privateKey} (${guarded}, readable by you alone): give it to CI as a secret, never to git`,
            `Public key        ${publicKey}: give it to everyone`,
            `Key ID            ${keyId}`,
            `Sign with it      SLIPWAY_SIGNING_KEY=${privateKey} slipway release`,
            `Check with it     slipway verify models:/NAME/VERSION --key ${publicKey}`,
            "",
          ].join("\n"),
        );
      }),
};
