"""OpenSSL; where it would connect to a host, its options are looked up in its own help, and it shows a certificate."""

import subprocess
import sys

arguments = ["/usr/bin/openssl", *sys.argv[1:]]
if sys.argv[1] == "s_client":
    known = subprocess.run(["/usr/bin/openssl", "s_client", "-help"], capture_output=True, text=True).stderr
    if unknown := [option for option in sys.argv[2:] if option.startswith("-") and f" {option} " not in known]:
        sys.exit(f"openssl s_client has no {unknown}")
    arguments = ["/usr/bin/openssl", *"req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=localhost".split()]
sys.exit(subprocess.run(arguments).returncode)
