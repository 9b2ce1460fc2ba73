"""The emulated AWS, seen from the test: started, asked, stopped."""

import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

import boto3
from botocore.exceptions import ClientError

from .report import Failure, say

REGION = "eu-central-1"


class EmulatedAws:
    """The server of ../aws on a free port of this machine."""

    def __init__(self, scratch):
        self.log = scratch / "aws.log"
        self.calls_file = scratch / "calls.txt"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        with self.log.open("w") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "aws", "-H", "127.0.0.1", "-p", str(self.port)],
                cwd=pathlib.Path(__file__).parents[1],
                env={**os.environ, "AWS_CALLS": str(self.calls_file)},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 300
        while not self.answers():
            if self.server.poll() is not None or time.monotonic() > deadline:
                self.server.terminate()
                raise Failure("the emulated AWS did not start:\n" + self.log.read_text()[-2000:])
            time.sleep(0.1)
        say("the emulated AWS is up")
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def answers(self):
        try:
            urllib.request.urlopen(self.url + "/moto-api/data.json").close()
        except OSError:
            return False
        return True

    def environment(self):
        """For Terraform: this AWS, and nothing of the caller's own."""
        foreign = ("AWS_", "TF_VAR_", "TF_WORKSPACE", "TF_CLI_ARGS")
        return {
            **{name: text for name, text in os.environ.items() if not name.startswith(foreign)},
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": REGION,
        }

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def make_zone(self, name):
        zone = self.client("route53").create_hosted_zone(Name=name, CallerReference=name)
        return zone["HostedZone"]["Id"].removeprefix("/hostedzone/")

    def delete_zone(self, zone):
        self.client("route53").delete_hosted_zone(Id=zone)

    def refuses(self, service, operation, **arguments):
        try:
            getattr(self.client(service), operation)(**arguments)
        except ClientError:
            return
        raise Failure(f"AWS did not refuse {operation} {arguments}")

    def calls(self, key):
        """Actions that were called with an access key."""
        lines = (line.split() for line in self.calls_file.read_text().splitlines())
        return {action for caller, action in lines if caller == key}

    def allowed(self, role):
        """Patterns of actions that a role may call, whatever the resources and conditions."""
        return {
            action
            for document in self.policies(role)
            for statement in document["Statement"]
            if statement["Effect"] == "Allow"
            for action in listed(statement["Action"])
        }

    def policies(self, role):
        iam = self.client("iam")
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            yield iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for policy in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
            arn = policy["PolicyArn"]
            version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
            found = iam.get_policy_version(PolicyArn=arn, VersionId=version)
            yield found["PolicyVersion"]["Document"]


def listed(one_or_more):
    return [one_or_more] if isinstance(one_or_more, str) else one_or_more
