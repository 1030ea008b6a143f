// Opens an item as a person would who has nothing of Exchange: the grant with their key file, the part with what the grant holds.
//
//   node open-item.mjs KEYS GRANT SEALED-PART OUTPUT
//
// Prints the grant's comment lines and the recipient of the identity in it, not the identity.
import "./webcrypto.mjs";
import { readFile, writeFile } from "node:fs/promises";
import { Decrypter, identityToRecipient } from "age-encryption";

const [keys, grant, part, output] = process.argv.slice(2);
const identityIn = (text) => text.split("\n").find((line) => line.startsWith("AGE-SECRET-KEY-PQ-1"));

async function open(file, identity, format) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(await readFile(file), format);
}

const granted = await open(grant, identityIn(await readFile(keys, "utf8")), "text");
const itemKey = identityIn(granted);
await writeFile(output, await open(part, itemKey, "uint8array"));
console.log(granted.split("\n").filter((line) => line.startsWith("#")).join("\n"));
console.log(await identityToRecipient(itemKey));
