"""Terraform, with a data folder of its own for each run, so that several can run at once."""

import pathlib
import re
import subprocess

from .report import Failure, say

ROOT = pathlib.Path(__file__).parents[2]


class Terraform:
    def __init__(self, aws, root, scratch, name, **environment):
        self.aws = aws
        self.root = root
        self.scratch = scratch
        self.name = name
        self.log = scratch / f"{name}.log"
        self.environment = {
            **aws.environment(),
            "TF_DATA_DIR": str(scratch / f"{name}.terraform"),
            "TF_IN_AUTOMATION": "true",
            "TF_INPUT": "false",
            "TF_CLI_ARGS": "-no-color",
            **environment,
        }

    def __call__(self, *arguments, expect=0, **environment):
        """What it printed; it must end with the expected code."""
        result = subprocess.run(
            ["terraform", *arguments],
            cwd=self.root,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with self.log.open("a") as log:
            print("$ terraform", *arguments, "\n" + result.stdout, file=log)
        if result.returncode != expect:
            raise Failure(
                f"{self.name}: terraform {' '.join(arguments)} ended with "
                f"{result.returncode} instead of {expect}:\n{result.stdout[-4000:]}"
            )
        return result.stdout

    def apply(self, *arguments):
        """How much it changed, in Terraform's words."""
        output = self("apply", "-auto-approve", *arguments)
        return re.search(r"Apply complete! Resources: (.*)\.", output).group(1)

    def expect_no_changes(self, *arguments, **environment):
        self("plan", "-detailed-exitcode", *arguments, **environment)
        say(f"{self.name}: a second plan is empty")

    def destroy_all(self, *arguments):
        output = self("destroy", "-auto-approve", *arguments)
        count = re.search(r"Destroy complete! Resources: (.*)\.", output).group(1)
        say(f"{self.name}: {count}")


class Bootstrap(Terraform):
    def __init__(self, aws, scratch):
        super().__init__(aws, ROOT / "bootstrap", scratch, "bootstrap")
        self.state = f"-state={scratch / 'bootstrap.tfstate'}"
        self.backend = scratch / "backend.hcl"

    def create(self):
        self("init", "-lockfile=readonly")
        say(f"bootstrap: {self.apply(self.state)}")
        self.expect_no_changes(self.state)
        self.backend.write_text(self("output", "-raw", self.state, "backend"))
        self.bucket = re.search(r'bucket += "(.*)"', self.backend.read_text()).group(1)

    def destroy(self):
        self.aws.refuses("dynamodb", "delete_table", TableName=self.bucket)
        self.aws.refuses("s3", "delete_bucket", Bucket=self.bucket)
        self.apply(self.state, "-var=allow_destroy=true")
        self.destroy_all(self.state, "-var=allow_destroy=true")
