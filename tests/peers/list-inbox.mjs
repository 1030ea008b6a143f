// Lists the items that a member may see, from protos/ alone, over mutual TLS.
//
//   node list-inbox.mjs PROTOS HOST:PORT OPERATOR-CERTIFICATE CERTIFICATE KEY      (PEM files)
//
// Prints the item ids, oldest first, one a line.
import { readFileSync } from "node:fs";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";

const [protos, address, anchor, certificate, key] = process.argv.slice(2);
const definition = protoLoader.loadSync("exchange/v1/retrieval.proto", { includeDirs: [protos], longs: Number });
const { Retrieval } = grpc.loadPackageDefinition(definition).exchange.v1;

// The operator's key vouches for the server; its name, always the same, says nothing.
const credentials = grpc.credentials.createSsl(readFileSync(anchor), readFileSync(key), readFileSync(certificate));
const client = new Retrieval(address, credentials, { "grpc.ssl_target_name_override": "exchange" });
for await (const listed of client.List({ after: 0 })) {
  const statement = JSON.parse(Buffer.from(JSON.parse(listed.statement).payload, "base64"));
  console.log(statement.predicate.item);
}
client.close();
