"""One environment, from its workspace to its last snapshot."""

import pathlib
import re
import time
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch

from botocore.exceptions import ClientError

from .report import Failure, say
from .terraform import ROOT, Terraform

NEWER_KUBERNETES = "1.36"

# Limits of CI's roles: made by the first apply, which is a person's, and changed by no other.
PERSONAL = {"iam:CreatePolicy", "iam:DeletePolicy"}


class Environment(Terraform):
    def __init__(self, aws, scratch, bootstrap, name, variables):
        super().__init__(aws, ROOT, scratch, name, AWS_ACCESS_KEY_ID=f"deploy-{name}")
        self.bootstrap = bootstrap
        self.resources = f"fibonacci-{name}"
        self.given = [f"-var-file=config/{name}.tfvars"]
        self.given += [f"-var={variable}={value}" for variable, value in variables.items()]

    def connect(self):
        self("init", "-lockfile=readonly", f"-backend-config={self.bootstrap.backend}")
        self("workspace", "select", "-or-create", self.name)

    def create(self, while_applying=lambda: None):
        with ThreadPoolExecutor() as pool:
            meanwhile = pool.submit(while_applying)
            say(f"{self.name}: {self.apply(*self.given)}")
            meanwhile.result()
        self.roles = {
            kind: self.aws.allowed(f"{self.resources}-github-{kind}") for kind in ("plan", "deploy")
        }
        self.expect_no_changes_here()
        self.refuse_other_variables()

    def expect_no_changes_here(self):
        # As pull requests do it: without a right to write, not even a lock.
        key = f"plan-{self.name}"
        self.expect_no_changes("-lock=false", *self.given, AWS_ACCESS_KEY_ID=key)

    def refuse_other_variables(self):
        other = {"dev": "production", "production": "dev"}[self.name]
        for command in ("plan", "destroy"):
            said = self(command, f"-var-file=config/{other}.tfvars", expect=1)
            said = " ".join(said.replace("│", " ").split())
            if f"Type: terraform workspace select -or-create {other}" not in said:
                raise Failure(f"{self.name}: {command} failed for another reason:\n{said}")
        say(f"{self.name}: plan and destroy refuse the variables of {other}")

    def turn_others_away(self):
        """Others come while an apply holds the locks; each of the two refuses alone."""
        self.wait_for_lock()
        for lock, other_lock, refusal in (
            ("S3", "dynamodb_table=", "PreconditionFailed"),
            ("DynamoDB", "use_lockfile=false", "ConditionalCheckFailedException"),
        ):
            second = Terraform(
                self.aws, ROOT, self.scratch, f"second-{lock}", TF_WORKSPACE=self.name
            )
            second(
                "init",
                "-lockfile=readonly",
                f"-backend-config={self.bootstrap.backend}",
                f"-backend-config={other_lock}",
            )
            if refusal not in second("plan", *self.given, expect=1):
                raise Failure(f"{self.name}: a second process was refused, but not by {lock}")
            say(f"{self.name}: a second process is refused by the lock in {lock}")

    def wait_for_lock(self):
        s3 = self.aws.client("s3")
        lock = f"env/{self.name}/fibonacci.tfstate.tflock"
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            try:
                s3.head_object(Bucket=self.bootstrap.bucket, Key=lock)
                return
            except ClientError:
                time.sleep(0.05)
        raise Failure(f"{self.name}: apply took no lock")

    def upgrade(self):
        self.given.append(f"-var=kubernetes_version={NEWER_KUBERNETES}")
        said = self.apply(*self.given)
        if not re.match(r"0 added, [1-9]\d* changed, 0 destroyed", said):
            raise Failure(f"{self.name}: the upgrade of Kubernetes was not in place: {said}")
        say(f"{self.name}: Kubernetes {NEWER_KUBERNETES}: {said}")
        self.expect_no_changes_here()

    def save_values(self, folder):
        folder = pathlib.Path(folder) / self.name
        folder.mkdir(parents=True, exist_ok=True)
        for output in ("helm_values", "ingress_values"):
            file = folder / f"{output.replace('_', '-')}.yaml"
            file.write_text(self("output", "-raw", output))
        say(f"{self.name}: values are in {folder}")

    def unprotect(self):
        """What is protected can only be destroyed in two steps."""
        found = self.aws.client("elbv2").describe_load_balancers(Names=[self.resources])
        balancer = found["LoadBalancers"][0]["LoadBalancerArn"]
        self.aws.refuses("elbv2", "delete_load_balancer", LoadBalancerArn=balancer)
        self.aws.refuses(
            "rds",
            "delete_db_instance",
            DBInstanceIdentifier=self.resources,
            SkipFinalSnapshot=True,
        )
        self.given.append("-var=deletion_protection=false")
        said = self.apply(*self.given)
        say(f"{self.name}: database and load balancer were protected, and are no more: {said}")

    def destroy(self):
        self.destroy_all(*self.given)

    def delete_last_snapshot(self):
        rds = self.aws.client("rds")
        snapshots = rds.describe_db_snapshots()["DBSnapshots"]
        names = [snapshot["DBSnapshotIdentifier"] for snapshot in snapshots]
        if len(names) != 1 or not re.fullmatch(rf"{self.resources}-\d{{14}}", names[0]):
            raise Failure(f"{self.name}: expected one last snapshot, found {names}")
        rds.delete_db_snapshot(DBSnapshotIdentifier=names[0])
        say(f"{self.name}: the database left its last snapshot")

    def check_roles(self):
        """Every action that Terraform called is allowed to GitHub's role for it."""
        for kind, patterns in self.roles.items():
            called = self.aws.calls(f"{kind}-{self.name}") - {"sts:GetCallerIdentity"}
            if kind == "deploy":
                called -= PERSONAL
            lacking = {
                action
                for action in called
                if not any(fnmatch(action.lower(), pattern.lower()) for pattern in patterns)
            }
            if lacking:
                raise Failure(f"{self.resources}-github-{kind} lacks {', '.join(sorted(lacking))}")
            say(f"{self.name}: the {kind} role has all {len(called)} actions that were called")
