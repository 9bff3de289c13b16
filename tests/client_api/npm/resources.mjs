// Every method that masto declares, from the types it is published with: `node resources.mjs <folder of node_modules>`.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(process.argv[2], "node_modules/masto/dist/mastodon");
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? files(join(folder, each.name)) : each.name.endsWith(".d.ts") ? [join(folder, each.name)] : []);
const found = [];
for (const version of ["v1", "v2"]) {
  for (const file of files(join(root, "rest", version))) {
    const staff = file.includes("/admin/") ? "Admin" : "";
    let within = "";
    for (const line of readFileSync(file, "utf-8").split("\n")) {
      const opened = line.match(/^(?:export )?interface (\w[\w$]*)Resource\b/);
      if (opened) within = opened[1];
      if (/^\}/.test(line)) within = "";
      const method = line.match(/^ {4}(?:readonly )?(\w+): (?:Method<|\{$)/);
      if (within && method) found.push(`${version}.${staff}${within}.${method[1]}`);
    }
  }
}
const streams = readFileSync(join(root, "streaming/client.d.ts"), "utf-8");
for (const [, name] of streams.matchAll(/^export interface (\w+)Resource \{[^}]*subscribe\(/gm)) found.push(`streaming.${name}.subscribe`);
console.log(JSON.stringify(found));
