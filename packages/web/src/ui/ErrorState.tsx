import { Button, Stack, Text } from "@mantine/core";
import { ApiError } from "@slipway/contract";
import { Notice } from "./Notice.js";

interface Props {
  error: Error;
  retry?: () => void;
}

/** What went wrong, in the server's own words, and a way to try again. */
export function ErrorState({ error, retry }: Props) {
  const refused = error instanceof ApiError;
  return (
    <Notice kind="error" title={refused ? "The server refused this" : "This could not be loaded"}>
      <Stack gap="xs" align="flex-start">
        <Text fz="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {error.message}
        </Text>
        {refused && (
          <Text fz="xs" c="dimmed" ff="monospace">
            {error.code}
          </Text>
        )}
        {retry && (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Stack>
    </Notice>
  );
}
