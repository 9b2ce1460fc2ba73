"""Clusters: settings that moto drops, and what EKS makes beside a cluster."""

import uuid

from moto.ec2.models import ec2_backends
from moto.eks.models import Cluster, EKSBackend
from moto.eks.responses import EKSResponse

from ..amend import amends


@amends(Cluster, "__init__")
def complete(original, self, **kwargs):
    original(self, **kwargs)
    self.addons, self.access_entries, self.associations, self.updates = {}, {}, {}, {}
    # moto's clusters share one issuer, and IAM takes an identity provider only once.
    self.identity = {
        "oidc": {
            "issuer": f"https://oidc.eks.{kwargs['region_name']}.amazonaws.com/id/{uuid.uuid4().hex.upper()}"
        }
    }
    self.kubernetes_network_config = {
        "serviceIpv4Cidr": "172.20.0.0/16",
        "ipFamily": "ipv4",
        **(self.kubernetes_network_config or {}),
    }

    # EKS makes a security group for nodes and control plane.
    ec2 = ec2_backends[kwargs["account_id"]][kwargs["region_name"]]
    vpc = ec2.get_subnet(self.resources_vpc_config["subnetIds"][0]).vpc_id
    group = ec2.create_security_group(f"eks-cluster-sg-{self.name}", "EKS", vpc_id=vpc, tags={})
    self.resources_vpc_config = {
        "publicAccessCidrs": ["0.0.0.0/0"],
        "securityGroupIds": [],
        **self.resources_vpc_config,
        "clusterSecurityGroupId": group.id,
        "vpcId": vpc,
    }


@amends(EKSBackend)
def delete_cluster(original, self, name):
    cluster = original(self, name)
    ec2 = ec2_backends[self.account_id][self.region_name]
    ec2.delete_security_group(group_id=cluster.resources_vpc_config["clusterSecurityGroupId"])
    return cluster


@amends(EKSResponse)
def create_cluster(original, self):
    result = original(self)
    cluster = result.result["cluster"]
    access = self._get_param("accessConfig") or {}
    cluster.access_config = {"authenticationMode": access.get("authenticationMode", "CONFIG_MAP")}
    cluster.upgrade_policy = self._get_param("upgradePolicy") or {"supportType": "EXTENDED"}
    return result
