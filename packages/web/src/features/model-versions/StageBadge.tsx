import { Badge } from "@mantine/core";

const COLOURS: Record<string, string> = { Production: "teal", Staging: "blue", Archived: "gray" };

/** The stage of a version; nothing for a version in none. */
export function StageBadge({ stage }: { stage: string | undefined }) {
  if (!stage || stage === "None") return null;
  const filled = stage === "Production";
  return (
    <Badge
      size="sm"
      radius="sm"
      variant={filled ? "filled" : "light"}
      color={COLOURS[stage] ?? "gray"}
      autoContrast
      tt="none"
      fw={500}
    >
      {stage}
    </Badge>
  );
}
