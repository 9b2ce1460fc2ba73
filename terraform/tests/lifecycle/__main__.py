"""Bootstrap, apply, upgrade, destroy, nothing left.

Nothing is written below terraform/: states and logs are in a temporary folder, which stays after a
failure.
"""

import pathlib
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from .emulation import EmulatedAws
from .environment import Environment
from .inventory import inventory
from .report import Failure, say
from .terraform import Bootstrap

REPOSITORY = {"github_repository": "fibonacci-run/operator"}


def main(values_folder=None):
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="terraform-lifecycle-"))
    try:
        with EmulatedAws(scratch) as aws:
            live(aws, scratch, values_folder)
    except Failure as failure:
        sys.exit(f"FAILED: {failure}\nLogs: {scratch}")
    shutil.rmtree(scratch)
    say("all is well")


def live(aws, scratch, values_folder):
    before = inventory(aws)
    bootstrap = Bootstrap(aws, scratch)
    bootstrap.create()
    zone = aws.make_zone("example.com")

    # Between them they have every switch in both positions.
    dev = Environment(aws, scratch, bootstrap, "dev", REPOSITORY)
    production = Environment(
        aws,
        scratch,
        bootstrap,
        "production",
        {
            **REPOSITORY,
            "github_owner_id": "4711",
            "github_repository_id": "815",
            "domain": "fib.example.com",
            "route53_zone_id": zone,
            "ebs_csi_driver": "true",
        },
    )
    for environment in (dev, production):
        environment.connect()
    together(lambda: dev.create(while_applying=dev.turn_others_away), production.create)
    together(dev.upgrade, production.upgrade)
    if values_folder:
        dev.save_values(values_folder)
        production.save_values(values_folder)
    production.unprotect()
    together(dev.destroy, production.destroy)
    production.delete_last_snapshot()
    for environment in (dev, production):
        environment.check_roles()

    aws.delete_zone(zone)
    bootstrap.destroy()
    left = inventory(aws) - before
    if left:
        raise Failure("destroy left behind: " + ", ".join(sorted(left)))
    say("nothing is left, besides keys that wait for their deletion")


def together(*tasks):
    with ThreadPoolExecutor() as pool:
        for task in [pool.submit(task) for task in tasks]:
            task.result()


main(*sys.argv[1:])
