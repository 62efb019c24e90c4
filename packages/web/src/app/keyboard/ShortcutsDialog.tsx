import { Kbd, Modal, Stack, Switch } from "@mantine/core";
import { useFocusReturn } from "../../ui/use-focus-return.js";
import { SHORTCUTS } from "./read-key.js";
import classes from "./ShortcutsDialog.module.css";
import { useSingleKeys } from "./use-shortcuts.js";

/** All keys that do something, and the switch for those that are pressed alone. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [single, setSingle] = useSingleKeys();
  useFocusReturn();
  return (
    <Modal opened onClose={onClose} title="Keys" size="md">
      <Stack gap="md">
        <dl className={classes.keys}>
          {SHORTCUTS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} size="sm">
                    {key}
                  </Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Switch
          size="sm"
          label="Keys that are pressed alone, without Ctrl or Cmd"
          checked={single}
          onChange={({ currentTarget }) => setSingle(currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
