"""Starts moto's server with every cure in place; the arguments are moto_server's."""

import os
import sys

# Or no AWS managed policy could be attached to a role. Read when moto is first imported.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
# Certificates are issued at once, not after a minute.
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")

from moto.server import main  # noqa: E402

from . import calls, ec2, eks, elbv2, iam, rds, route53, s3  # noqa: E402, F401

main(sys.argv[1:])
