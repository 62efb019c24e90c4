import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";

/** Lines in place of content that is on its way. */
export function LoadingState({ lines = 6 }: { lines?: number }) {
  const widths = Array.from({ length: lines }, (_, line) => `${94 - ((line * 37) % 41)}%`);
  return (
    <Stack gap={12} py="sm" role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {widths.map((width) => (
        <Skeleton key={width} height={12} width={width} radius="sm" />
      ))}
    </Stack>
  );
}
