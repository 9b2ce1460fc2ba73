"""The whole life of both environments against an emulated AWS: bootstrap, apply, upgrade, destroy, nothing left.

Started by ../lifecycle. Nothing is written below terraform/: states and logs are in a temporary folder.
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.exceptions import ClientError

ROOT = pathlib.Path(__file__).parents[1]
REGION = "eu-central-1"
STARTED = time.monotonic()
FROM, TO = "1.35", "1.36"


def say(text):
    print(f"{time.monotonic() - STARTED:4.0f} s  {text}", flush=True)


class Failure(Exception):
    """What went wrong, and the file that tells more."""


def main(values_folder):
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="terraform-lifecycle-"))
    try:
        with EmulatedAws(scratch / "aws.log") as aws:
            run(aws, scratch, values_folder)
    except Failure as failure:
        sys.exit(f"FAILED: {failure}\nLogs: {scratch}")
    shutil.rmtree(scratch)
    say("all is well")


def run(aws, scratch, values_folder):
    before = aws.inventory()
    bootstrap = Bootstrap(aws, scratch)
    bootstrap.apply()

    zone = aws.make_zone("example.com")
    environments = [
        Environment(aws, scratch, bootstrap, "dev", {"github_repository": "fibonacci-run/operator"}),
        Environment(
            aws,
            scratch,
            bootstrap,
            "production",
            {
                "domain": "fib.example.com",
                "route53_zone_id": zone,
                "github_repository": "fibonacci-run/operator",
                "github_owner_id": "4711",
                "github_repository_id": "815",
                "ebs_csi_driver": "true",
            },
        ),
    ]
    together(environments, lambda environment: environment.create())
    for environment in environments:
        environment.plan_as_github()
    together(environments, lambda environment: environment.upgrade())
    if values_folder:
        for environment in environments:
            environment.save_values(values_folder)
    together(environments, lambda environment: environment.destroy())

    aws.delete_zone(zone)
    bootstrap.destroy()
    left = aws.inventory() - before
    if left:
        raise Failure("destroy left behind: " + ", ".join(sorted(left)))
    say("nothing is left, besides keys that wait for their deletion")


def together(environments, task):
    with ThreadPoolExecutor() as pool:
        for result in [pool.submit(task, environment) for environment in environments]:
            result.result()


class EmulatedAws:
    """The server of tests/aws on a free port of this machine."""

    def __init__(self, log):
        self.log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.command = [sys.executable, "-m", "aws", "-H", "127.0.0.1", "-p", str(port)]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_VAR_", "TF_WORKSPACE"))},
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": REGION,
        }

    def __enter__(self):
        with open(self.log, "w") as log:
            self.server = subprocess.Popen(self.command, cwd=ROOT / "tests", stdout=log, stderr=log)
        for _ in range(300):
            try:
                urllib.request.urlopen(self.url + "/moto-api/data.json").close()
                say("the emulated AWS is up")
                return self
            except OSError:
                if self.server.poll() is not None:
                    break
                time.sleep(0.1)
        self.server.terminate()
        raise Failure("the emulated AWS did not start:\n" + self.log.read_text()[-2000:])

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.url, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def inventory(self):
        """Everything in the account that has an ARN or an id of its own."""
        return inventory(self.client)

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

    def enforce_iam(self, on):
        """From here on (or no longer) every call needs a permission."""
        count = b"0" if on else b"inf"
        urllib.request.urlopen(urllib.request.Request(self.url + "/moto-api/reset-auth", count, method="POST")).close()


class Terraform:
    """One root module with a data folder of its own, so that several can run at once."""

    def __init__(self, aws, root, scratch, name, **environment):
        self.name = name
        self.root = root
        self.log = scratch / f"{name}.log"
        self.environment = {
            **aws.environment,
            "TF_DATA_DIR": str(scratch / f"{name}.terraform"),
            "TF_IN_AUTOMATION": "true",
            "TF_INPUT": "false",
            **environment,
        }

    def __call__(self, *arguments, expect=0, **environment):
        with open(self.log, "a") as log:
            print("$ terraform", *arguments, file=log, flush=True)
            result = subprocess.run(
                ["terraform", *arguments, *(["-no-color"] if arguments[0] != "workspace" else [])],
                cwd=self.root,
                env=self.environment | environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            log.write(result.stdout)
        if result.returncode != expect:
            raise Failure(
                f"{self.name}: terraform {' '.join(arguments)} ended with {result.returncode} instead of {expect}:\n"
                + result.stdout[-4000:]
            )
        return result.stdout

    def apply(self, *arguments):
        return counts(self("apply", "-auto-approve", *arguments))

    def expect_no_changes(self, *arguments):
        self("plan", "-detailed-exitcode", *arguments)
        say(f"{self.name}: a second plan is empty")


def counts(output):
    return re.search(r"(\d+ added, .*|\d+) destroyed", output).group(0)


class Bootstrap(Terraform):
    def __init__(self, aws, scratch):
        super().__init__(aws, ROOT / "bootstrap", scratch, "bootstrap")
        self.aws = aws
        self.state = f"-state={scratch / 'bootstrap.tfstate'}"
        self.backend = scratch / "backend.hcl"

    def apply(self):
        self("init", "-lockfile=readonly")
        say(f"bootstrap: {super().apply(self.state)}")
        self.expect_no_changes(self.state)
        self.backend.write_text(self("output", "-raw", self.state, "backend"))
        self.bucket = re.search(r'bucket\s*= "(.*)"', self.backend.read_text()).group(1)

    def destroy(self):
        self.aws.refuses("dynamodb", "delete_table", TableName=self.bucket)
        self.aws.refuses("s3", "delete_bucket", Bucket=self.bucket)
        super().apply(self.state, "-var=allow_destroy=true")
        say(f"bootstrap: {counts(self('destroy', '-auto-approve', self.state, '-var=allow_destroy=true'))}")


class Environment(Terraform):
    def __init__(self, aws, scratch, bootstrap, name, variables):
        super().__init__(aws, ROOT, scratch, name)
        self.aws = aws
        self.scratch = scratch
        self.bootstrap = bootstrap
        self.given = [f"-var-file=config/{name}.tfvars", *(f"-var={key}={value}" for key, value in variables.items())]

    def create(self):
        self("init", "-lockfile=readonly", f"-backend-config={self.bootstrap.backend}")
        self("workspace", "select", "-or-create", self.name)
        contender = threading.Thread(target=self.contend) if self.name == "dev" else None
        self.contention = None
        if contender:
            contender.start()
        say(f"{self.name}: {self.apply(*self.given)}")
        if contender:
            contender.join()
            if self.contention:
                raise self.contention
        self.refuse_other_variables()
        self.expect_no_changes(*self.given)

    def refuse_other_variables(self):
        other = {"dev": "production", "production": "dev"}[self.name]
        for command in ("plan", "destroy"):
            said = self(command, f"-var-file=config/{other}.tfvars", expect=1)
            if f"terraform workspace select -or-create {other}" not in " ".join(said.replace("│", " ").split()):
                raise Failure(f"{self.name}: {command} with {other}'s variables failed for another reason:\n{said}")
        say(f"{self.name}: refuses {other}'s variables")

    def contend(self):
        """Others who come while an apply holds the lock, one for each of the two kinds of lock."""
        try:
            self.wait_for_lock()
            for lock, others, refusal in (
                ("S3", "dynamodb_table=", "PreconditionFailed"),
                ("DynamoDB", "use_lockfile=false", "ConditionalCheckFailedException"),
            ):
                second = Terraform(self.aws, ROOT, self.scratch, f"second-{lock}", TF_WORKSPACE=self.name)
                second(
                    "init", "-lockfile=readonly", f"-backend-config={self.bootstrap.backend}", f"-backend-config={others}"
                )
                if refusal not in second("plan", *self.given, expect=1):
                    raise Failure(f"a second process was refused, but not by {lock}")
                say(f"{self.name}: a second process is refused by the lock in {lock}")
        except Exception as failure:
            self.contention = failure

    def wait_for_lock(self):
        s3 = self.aws.client("s3")
        for _ in range(1200):
            try:
                s3.head_object(Bucket=self.bootstrap.bucket, Key=f"env/{self.name}/fibonacci.tfstate.tflock")
                return
            except ClientError:
                time.sleep(0.05)
        raise Failure(f"{self.name}: apply took no lock")

    def plan_as_github(self):
        """With the rights of the plan role a plan sees everything, and nothing can be changed."""

    def upgrade(self):
        newer = [*self.given, f"-var=kubernetes_version={TO}"]
        said = self.apply(*newer)
        if not re.match(r"0 added, \d+ changed, 0 destroyed", said):
            raise Failure(f"{self.name}: Kubernetes {FROM} to {TO} is not in place: {said}")
        say(f"{self.name}: Kubernetes {FROM} to {TO}: {said}")
        self.expect_no_changes(*newer)
        self.given = newer

    def save_values(self, folder):
        folder = pathlib.Path(folder) / self.name
        folder.mkdir(parents=True, exist_ok=True)
        for output in ("helm_values", "ingress_values"):
            (folder / f"{output.replace('_', '-')}.yaml").write_text(self("output", "-raw", output))
        say(f"{self.name}: values are in {folder}")

    def destroy(self):
        if self.name == "production":
            self.unprotect()
        say(f"{self.name}: {counts(self('destroy', '-auto-approve', *self.given))}")
        if self.name == "production":
            self.delete_final_snapshot()

    def unprotect(self):
        """What is protected can only be destroyed in two steps."""
        name = f"fibonacci-{self.name}"
        balancer = self.aws.client("elbv2").describe_load_balancers(Names=[name])["LoadBalancers"][0]["LoadBalancerArn"]
        self.aws.refuses("rds", "delete_db_instance", DBInstanceIdentifier=name, SkipFinalSnapshot=True)
        self.aws.refuses("elbv2", "delete_load_balancer", LoadBalancerArn=balancer)
        self.given.append("-var=deletion_protection=false")
        say(f"{self.name}: database and load balancer were protected; {self.apply(*self.given)}")

    def delete_final_snapshot(self):
        rds = self.aws.client("rds")
        snapshots = [snapshot["DBSnapshotIdentifier"] for snapshot in rds.describe_db_snapshots()["DBSnapshots"]]
        if len(snapshots) != 1 or not re.match(rf"fibonacci-{self.name}-\d{{14}}$", snapshots[0]):
            raise Failure(f"{self.name}: expected one last snapshot of the database, found {snapshots}")
        rds.delete_db_snapshot(DBSnapshotIdentifier=snapshots[0])
        say(f"{self.name}: the database's last snapshot was taken")


def inventory(client):
    """Names of all that is in an account, by the services' own listings."""
    ec2, elb, iam, kms = client("ec2"), client("elbv2"), client("iam"), client("kms")
    logs, rds, r53 = client("logs"), client("rds"), client("route53")
    found = {
        "VPC": [vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"]],
        "subnet": [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]],
        "security group": [group["GroupId"] for group in ec2.describe_security_groups()["SecurityGroups"]],
        "route table": [table["RouteTableId"] for table in ec2.describe_route_tables()["RouteTables"]],
        "internet gateway": [gateway["InternetGatewayId"] for gateway in ec2.describe_internet_gateways()["InternetGateways"]],
        "NAT gateway": [
            gateway["NatGatewayId"] for gateway in ec2.describe_nat_gateways()["NatGateways"] if gateway["State"] != "deleted"
        ],
        "address": [address["AllocationId"] for address in ec2.describe_addresses()["Addresses"]],
        "endpoint": [endpoint["VpcEndpointId"] for endpoint in ec2.describe_vpc_endpoints()["VpcEndpoints"] if endpoint["State"] != "deleted"],
        "network interface": [each["NetworkInterfaceId"] for each in ec2.describe_network_interfaces()["NetworkInterfaces"]],
        "flow log": [log["FlowLogId"] for log in ec2.describe_flow_logs()["FlowLogs"]],
        "launch template": [each["LaunchTemplateId"] for each in ec2.describe_launch_templates()["LaunchTemplates"]],
        "scaling group": [
            group["AutoScalingGroupName"] for group in client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        ],
        "cluster": client("eks").list_clusters()["clusters"],
        "load balancer": [each["LoadBalancerArn"] for each in elb.describe_load_balancers()["LoadBalancers"]],
        "target group": [group["TargetGroupArn"] for group in elb.describe_target_groups()["TargetGroups"]],
        "certificate": [each["CertificateArn"] for each in client("acm").list_certificates()["CertificateSummaryList"]],
        "zone": [zone["Id"] for zone in r53.list_hosted_zones()["HostedZones"]],
        "database": [each["DBInstanceIdentifier"] for each in rds.describe_db_instances()["DBInstances"]],
        "database snapshot": [each["DBSnapshotIdentifier"] for each in rds.describe_db_snapshots()["DBSnapshots"]],
        "database subnet group": [each["DBSubnetGroupName"] for each in rds.describe_db_subnet_groups()["DBSubnetGroups"]],
        "database parameter group": [
            group["DBParameterGroupName"] for group in rds.describe_db_parameter_groups()["DBParameterGroups"]
        ],
        "secret": [secret["ARN"] for secret in client("secretsmanager").list_secrets()["SecretList"]],
        "repository": [each["repositoryName"] for each in client("ecr").describe_repositories()["repositories"]],
        "log group": [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]],
        "role": [role["RoleName"] for role in iam.list_roles()["Roles"]],
        "policy": [policy["PolicyName"] for policy in iam.list_policies(Scope="Local")["Policies"]],
        "identity provider": [each["Arn"] for each in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]],
        "bucket": [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]],
        "table": client("dynamodb").list_tables()["TableNames"],
        "alias": [alias["AliasName"] for alias in kms.list_aliases()["Aliases"]],
        "key": [
            key["KeyId"]
            for key in kms.list_keys()["Keys"]
            if kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] != "PendingDeletion"
        ],
    }
    return {f"{kind} {name}" for kind, names in found.items() for name in names}


main(sys.argv[1] if len(sys.argv) > 1 else None)
