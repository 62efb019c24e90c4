import { ApiError } from "@slipway/contract";

/** The number behind a version, which is digits on the wire. @throws ApiError INVALID_PARAMETER_VALUE */
export function parseVersion(version: string): number {
  if (/^\s*[+-]?\d+\s*$/.test(version)) return Number(version);
  throw new ApiError("INVALID_PARAMETER_VALUE", `Parameter 'version' must be an integer, got '${version}'.`);
}

export const versionNotFound = (name: string, version: number | string): ApiError =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `Model Version (name=${name}, version=${version}) not found`);
