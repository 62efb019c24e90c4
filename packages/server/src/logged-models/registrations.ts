/** The tag in which MLflow keeps the versions that a logged model was registered as. */
export const REGISTRATIONS_TAG = "mlflow.modelVersions";

interface Registration {
  name: string;
  version: number;
}

/** The tag's value with one more registration. A value that is not a list is replaced. */
export function withRegistration(value: string | undefined, registration: Registration): string {
  return JSON.stringify([...registrationsIn(value), registration]);
}

function registrationsIn(value: string | undefined): unknown[] {
  if (!value) return [];
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
