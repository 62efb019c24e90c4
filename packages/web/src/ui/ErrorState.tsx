import { Alert, Button, Stack, Text } from "@mantine/core";
import { ApiError } from "@slipway/contract";
import { IconAlertTriangle } from "@tabler/icons-react";

interface Props {
  error: Error;
  retry?: () => void;
}

/** What went wrong, in the server's own words, and a way to try again. */
export function ErrorState({ error, retry }: Props) {
  const refused = error instanceof ApiError;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={refused ? "The server refused this" : "This could not be loaded"}
      my="sm"
      role="alert"
    >
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
    </Alert>
  );
}
