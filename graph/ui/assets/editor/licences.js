// Writes licences.txt: what the packages inside the bundle ask to be kept with every copy of them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const bundled = Object.entries(lock.packages).filter(([path, one]) => path && !one.dev);
const notices = bundled.map(([path, { version, license }]) => {
  const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(`${path}/${file}`, "utf8").trim() : "";
  return `${path.replace("node_modules/", "")} ${version} (${license})\n\n${text}\n`;
});
writeFileSync("licences.txt", notices.join(`\n${"-".repeat(72)}\n\n`));
