import { Button, Menu } from "@mantine/core";
import type { ModelVersion } from "@slipway/contract";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { AliasDialog } from "./AliasDialog.js";
import { RemoveAliasDialog } from "./RemoveAliasDialog.js";
import { StageDialog } from "./StageDialog.js";

/** What MLflow's own calls can change about where a version stands. */
export function VersionMenu({ version }: { version: ModelVersion }) {
  const [dialog, setDialog] = useState<"stage" | "alias" | { remove: string }>();
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            Stage and aliases
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>By MLflow’s own calls</Menu.Label>
          <Menu.Item onClick={() => setDialog("stage")}>Change the stage…</Menu.Item>
          <Menu.Item onClick={() => setDialog("alias")}>Set an alias…</Menu.Item>
          {version.aliases.map((alias) => (
            <Menu.Item key={alias} color="red" onClick={() => setDialog({ remove: alias })}>
              Remove @{alias}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog === "stage" && <StageDialog version={version} onClose={close} />}
      {dialog === "alias" && <AliasDialog version={version} onClose={close} />}
      {typeof dialog === "object" && (
        <RemoveAliasDialog version={version} alias={dialog.remove} onClose={close} />
      )}
    </>
  );
}
