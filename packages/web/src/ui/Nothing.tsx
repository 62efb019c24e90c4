/** Where a value is not set. */
export function Nothing() {
  return (
    <span className="dimmed" role="img" aria-label="not set">
      –
    </span>
  );
}
