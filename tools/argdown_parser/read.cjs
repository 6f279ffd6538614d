// Read an Argdown file with Argdown's own parser and print what it holds as JSON.
"use strict";
const fs = require("fs");
const { ArgdownApplication, ParserPlugin, DataPlugin, ModelPlugin } = require("@argdown/core");

const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), "parse-input");
app.addPlugin(new DataPlugin(), "build-model");
app.addPlugin(new ModelPlugin(), "build-model");
const found = app.run({
  process: ["parse-input", "build-model"],
  input: fs.readFileSync(process.argv[2], "utf8"),
  throwExceptions: true,
  logLevel: "error",
});
const entry = (one) => ({
  title: one.title,
  tags: one.tags || [],
  data: one.data || {},
  text: one.members.map((member) => member.text || "").join(" "),
});
console.log(
  JSON.stringify({
    errors: (found.parserErrors || []).map((error) => error.message),
    statements: Object.values(found.statements).map(entry),
    arguments: Object.values(found.arguments).map(entry),
    links: found.relations.map((one) => [one.from.title, one.relationType, one.to.title]),
  })
);
