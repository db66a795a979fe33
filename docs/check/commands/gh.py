"""gh, of which the pages name one command (https://cli.github.com/manual/gh_attestation_verify)."""

import argparse

parser = argparse.ArgumentParser(prog="gh")
attestation = parser.add_subparsers(required=True).add_parser("attestation").add_subparsers(required=True)
verify = attestation.add_parser("verify")
verify.add_argument("file", type=open)
whose = verify.add_mutually_exclusive_group(required=True)
whose.add_argument("--repo", "-R")
whose.add_argument("--owner", "-o")
parser.parse_args()
