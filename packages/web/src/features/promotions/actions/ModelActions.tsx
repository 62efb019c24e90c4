import { Button, Group } from "@mantine/core";
import { IconArrowBackUp, IconHandStop } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { promotionQueries } from "../promotion-queries.js";
import { championOf } from "./champion.js";
import { HoldDialog } from "./HoldDialog.js";
import { RollbackDialog } from "./RollbackDialog.js";

/** Going back to an earlier version, and keeping releases from promoting; nothing where nothing was promoted. */
export function ModelActions({ name }: { name: string }) {
  const [dialog, setDialog] = useState<"rollback" | "hold">();
  const close = () => setDialog(undefined);
  const { data } = useInfiniteQuery(promotionQueries.ofModel(name));
  const champion = championOf(data?.pages.flatMap((page) => page?.promotions ?? []) ?? []);
  if (!champion.place) return null;
  return (
    <Group gap="xs">
      {!data?.pages[0]?.on_hold && (
        <Button variant="default" leftSection={<IconHandStop size={14} />} onClick={() => setDialog("hold")}>
          Hold
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={14} />}
        onClick={() => setDialog("rollback")}
      >
        Roll back
      </Button>
      {dialog === "rollback" && <RollbackDialog name={name} champion={champion} onClose={close} />}
      {dialog === "hold" && <HoldDialog name={name} what="hold" onClose={close} />}
    </Group>
  );
}
