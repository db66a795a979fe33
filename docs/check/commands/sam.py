"""The commands of SAM that the pages name."""

import re
import sys

OPTIONS = r"( --(config-env|stack-name|template|template-file) [\w./-]+| --(guided|resolve-s3|no-confirm-changeset))*"
if not re.fullmatch(rf"(deploy|build|delete|validate){OPTIONS}", " ".join(sys.argv[1:])):
    sys.exit(f"the pages do not know sam {' '.join(sys.argv[1:])}")
