import { describe, expect, it } from "vitest";
import { parseTrackingUri } from "./tracking-uri.js";

describe("parseTrackingUri", () => {
  it.each([
    ["http://127.0.0.1:5000", { baseUrl: "http://127.0.0.1:5000" }],
    ["https://ml.example.com/team/mlflow/", { baseUrl: "https://ml.example.com/team/mlflow" }],
    [
      "https://u%40x:p%2Fw@ml.example.com",
      { baseUrl: "https://ml.example.com", username: "u@x", password: "p/w" },
    ],
  ])("takes %s apart", (uri, address) => {
    expect(parseTrackingUri(uri)).toEqual(address);
  });

  it.each(["databricks", "databricks://profile", "databricks-uc"])("knows %s, but cannot use it", (uri) => {
    expect(() => parseTrackingUri(uri)).toThrow(`'${uri}' is known, not available in this version`);
  });

  it.each(["sqlite:///mlflow.db", "./mlruns", "C:\\mlruns", "file:///mlruns", "postgresql://h/db"])(
    "says how to serve the store %s",
    (uri) => {
      expect(() => parseTrackingUri(uri)).toThrow(`slipway server --backend-store-uri ${uri}`);
    },
  );

  it("shows no password", () => {
    expect(() => parseTrackingUri("postgresql://u:secret@h/db")).toThrow("'postgresql://h/db'");
  });

  it("names an address that is none", () => {
    expect(() => parseTrackingUri("http://")).toThrow("The tracking URI 'http://' is no address.");
  });
});
