import { describe, expect, it } from "vitest";
import { pageOfOldAddress } from "./old-addresses.js";

describe("pageOfOldAddress", () => {
  it.each([
    ["#/experiments/1/runs/abc", "/runs/abc"],
    ["#/experiments/1/runs/abc?x=1", "/runs/abc"],
    ["#/experiments/1/runs/abc/artifacts/model/MLmodel", "/runs/abc?tab=artifacts&path=model/MLmodel"],
    ["#/experiments/1/runs/abc/artifacts", "/runs/abc"],
    ["#/experiments/1/runs/abc/model-metrics", "/runs/abc?tab=metrics"],
    ["#/experiments/1", "/experiments/1"],
    ["#/experiments/1/runs", "/experiments/1"],
    ["#/experiments/1?orderByKey=x", "/experiments/1"],
    ["#/experiments/1/models/m-0a1b", "/experiments/1"],
    ['#/compare-runs?runs=["a","b"]&experiments=["1"]', "/compare?runs=%5B%22a%22%2C%22b%22%5D"],
    ["#/compare-runs", "/compare"],
    [
      '#/compare-model-versions?name="News%20Model"&runs={"b":"10","a":"9"}',
      "/models/News%20Model/compare?a=9&b=10",
    ],
    ['#/compare-model-versions?name="News"', "/models/News/compare"],
    ["#/compare-model-versions?name=News", "/models"],
    ['#/metric/loss?runs=["a"]&metric="loss"&experiments=["1"]', "/runs/a?tab=metrics"],
    [
      '#/metric?runs=["a","b"]&metric="loss"&experiments=["1"]',
      "/compare?runs=%5B%22a%22%2C%22b%22%5D&tab=curves",
    ],
    ["#/metric", "/metric"],
    ["#/experiments/1/runs/abc/model-metrics/loss", "/runs/abc?tab=metrics"],
    ["#/webhooks", "/admin/webhooks"],
    ["#/models/News%20Model", "/models/News%20Model"],
    ["#/models/News%20Model/versions/4", "/models/News%20Model/versions/4"],
    ["#/models", "/models"],
    ["#/experiments", "/"],
    ["#/", "/"],
    ["#/prompts", "/prompts"],
    ["#section", undefined],
    ["", undefined],
  ])("of %s is %s", (hash, page) => {
    expect(pageOfOldAddress(hash)).toBe(page);
  });
});
