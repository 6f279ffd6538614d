// Ranks a position with the page's modules: one JSON object a line, one answer a line.
import { createInterface } from "node:readline";
import { rankingOf } from "../../../toi/analyses/report/live/score.js";

let model = null;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  model = asked.model ?? model;
  const { weights, credence, theories } = asked;
  const ranking = rankingOf(model, weights, credence, theories);
  console.log(JSON.stringify({ ranking }));
}
