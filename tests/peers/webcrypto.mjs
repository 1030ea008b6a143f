// Node 18, which Debian 12 has, knows WebCrypto, but not yet by the global name that libraries look for.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
