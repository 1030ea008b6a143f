// The three things that age does, by the npm package age-encryption, with post-quantum keys.
//
//   node age.mjs generate KEYS                 writes an identity, prints its recipient
//   node age.mjs seal RECIPIENT INPUT OUTPUT
//   node age.mjs open KEYS INPUT OUTPUT
import "./webcrypto.mjs";
import { readFile, writeFile } from "node:fs/promises";
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";

const [verb, key, input, output] = process.argv.slice(2);
switch (verb) {
  case "generate": {
    const identity = await generateHybridIdentity();
    await writeFile(key, identity + "\n", { mode: 0o600 });
    console.log(await identityToRecipient(identity));
    break;
  }
  case "seal": {
    const encrypter = new Encrypter();
    encrypter.addRecipient(key);
    await writeFile(output, await encrypter.encrypt(await readFile(input)));
    break;
  }
  case "open": {
    const decrypter = new Decrypter();
    decrypter.addIdentity((await readFile(key, "utf8")).trim());
    await writeFile(output, await decrypter.decrypt(await readFile(input)));
    break;
  }
  default:
    throw new Error("usage: node age.mjs generate|seal|open …");
}
