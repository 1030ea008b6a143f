"""Lists the items that a member may see, from protos/ alone, over mutual TLS.

    python3 list_inbox.py PROTOS HOST:PORT OPERATOR-CERTIFICATE CERTIFICATE KEY      (PEM files)

Prints the item ids, oldest first, one a line.
"""
import base64
import importlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import grpc


def generate(protos, folder):
    """Message and service classes, by protoc and its gRPC plugin for Python."""
    subprocess.run(
        ["protoc", "-I", protos, "--python_out", folder, "--grpc_out", folder,
         "--plugin=protoc-gen-grpc=" + shutil.which("grpc_python_plugin"), *map(str, pathlib.Path(protos).rglob("*.proto"))],
        check=True)
    sys.path.insert(0, folder)
    return importlib.import_module("exchange.v1.retrieval_pb2"), importlib.import_module("exchange.v1.retrieval_pb2_grpc")


def main(protos, address, anchor, certificate, key):
    read = lambda path: pathlib.Path(path).read_bytes()
    credentials = grpc.ssl_channel_credentials(read(anchor), read(key), read(certificate))
    # The operator's key vouches for the server; its name, always the same, says nothing.
    options = [("grpc.ssl_target_name_override", "exchange")]
    with tempfile.TemporaryDirectory() as folder, grpc.secure_channel(address, credentials, options) as channel:
        messages, services = generate(protos, folder)
        for listed in services.RetrievalStub(channel).List(messages.ListRequest(after=0), timeout=30):
            statement = json.loads(base64.b64decode(json.loads(listed.statement)["payload"]))
            print(statement["predicate"]["item"])


main(*sys.argv[1:])
