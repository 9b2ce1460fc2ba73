"""What is in an account, by the services' own listings; not what AWS puts there by itself."""

import jmespath

KINDS = {
    "VPC": ("ec2", "describe_vpcs", "Vpcs[].VpcId"),
    "subnet": ("ec2", "describe_subnets", "Subnets[].SubnetId"),
    "security group": ("ec2", "describe_security_groups", "SecurityGroups[].GroupId"),
    "route table": ("ec2", "describe_route_tables", "RouteTables[].RouteTableId"),
    "internet gateway": (
        "ec2",
        "describe_internet_gateways",
        "InternetGateways[].InternetGatewayId",
    ),
    "NAT gateway": (
        "ec2",
        "describe_nat_gateways",
        "NatGateways[?State!='deleted'].NatGatewayId",
    ),
    "address": ("ec2", "describe_addresses", "Addresses[].AllocationId"),
    "endpoint": (
        "ec2",
        "describe_vpc_endpoints",
        "VpcEndpoints[?State!='deleted'].VpcEndpointId",
    ),
    "network interface": (
        "ec2",
        "describe_network_interfaces",
        "NetworkInterfaces[].NetworkInterfaceId",
    ),
    "flow log": ("ec2", "describe_flow_logs", "FlowLogs[].FlowLogId"),
    "launch template": (
        "ec2",
        "describe_launch_templates",
        "LaunchTemplates[].LaunchTemplateId",
    ),
    "scaling group": (
        "autoscaling",
        "describe_auto_scaling_groups",
        "AutoScalingGroups[].AutoScalingGroupName",
    ),
    "cluster": ("eks", "list_clusters", "clusters"),
    "load balancer": ("elbv2", "describe_load_balancers", "LoadBalancers[].LoadBalancerArn"),
    "target group": ("elbv2", "describe_target_groups", "TargetGroups[].TargetGroupArn"),
    "certificate": ("acm", "list_certificates", "CertificateSummaryList[].CertificateArn"),
    "zone": ("route53", "list_hosted_zones", "HostedZones[].Id"),
    "database": ("rds", "describe_db_instances", "DBInstances[].DBInstanceIdentifier"),
    "snapshot": ("rds", "describe_db_snapshots", "DBSnapshots[].DBSnapshotIdentifier"),
    "subnet group": ("rds", "describe_db_subnet_groups", "DBSubnetGroups[].DBSubnetGroupName"),
    "parameter group": (
        "rds",
        "describe_db_parameter_groups",
        "DBParameterGroups[?!starts_with(DBParameterGroupName, 'default.')].DBParameterGroupName",
    ),
    "secret": ("secretsmanager", "list_secrets", "SecretList[].ARN"),
    "repository": ("ecr", "describe_repositories", "repositories[].repositoryName"),
    "log group": ("logs", "describe_log_groups", "logGroups[].logGroupName"),
    "role": ("iam", "list_roles", "Roles[].RoleName"),
    "identity provider": (
        "iam",
        "list_open_id_connect_providers",
        "OpenIDConnectProviderList[].Arn",
    ),
    "bucket": ("s3", "list_buckets", "Buckets[].Name"),
    "table": ("dynamodb", "list_tables", "TableNames"),
    "alias": (
        "kms",
        "list_aliases",
        "Aliases[?!starts_with(AliasName, 'alias/aws/')].AliasName",
    ),
}


def inventory(aws):
    found = {
        f"{kind} {name}"
        for kind, (service, operation, path) in KINDS.items()
        for name in jmespath.search(path, getattr(aws.client(service), operation)())
    }
    policies = aws.client("iam").list_policies(Scope="Local")["Policies"]
    return found | {f"policy {policy['PolicyName']}" for policy in policies} | keys(aws)


def keys(aws):
    """Those that are not on their way out: AWS keeps a key for some time before it goes."""
    kms = aws.client("kms")
    aliases = kms.list_aliases()["Aliases"]
    theirs = {
        alias.get("TargetKeyId") for alias in aliases if alias["AliasName"].startswith("alias/aws/")
    }
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    return {
        f"key {key['KeyId']}"
        for key in keys
        if key["KeyState"] != "PendingDeletion" and key["KeyId"] not in theirs
    }
