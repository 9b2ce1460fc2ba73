"""Add-ons, which moto does not have."""

import uuid

from moto.core.responses import ActionResult
from moto.eks import urls
from moto.eks.exceptions import ResourceInUseException

from . import pod_identity
from .operations import ClusterOperations, found, now

# EKS runs these as Deployments: they are degraded until there is a node.
DEPLOYMENTS = {"coredns", "metrics-server", "aws-ebs-csi-driver"}
DAEMONS = {"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}


def default_version(kubernetes):
    return f"v{kubernetes}.0-eksbuild.1"


class Addons(ClusterOperations):
    def create_addon(self):
        cluster, name = self.cluster, self.text("addonName")
        if name in cluster.addons:
            raise ResourceInUseException(message="Addon already exists.")
        cluster.addons[name] = {
            "addonName": name,
            "clusterName": cluster.name,
            "status": "DEGRADED" if name in DEPLOYMENTS and not cluster.nodegroups else "ACTIVE",
            "health": {"issues": []},
            "addonVersion": self.text("addonVersion") or default_version(cluster.version),
            "addonArn": self.arn("addon", cluster.name, name, str(uuid.uuid4())),
            "createdAt": now(),
            "modifiedAt": now(),
            "configurationValues": self.text("configurationValues"),
            "tags": self.text("tags") or {},
            "podIdentityAssociations": [
                pod_identity.associate(
                    self, "kube-system", wanted["serviceAccount"], wanted["roleArn"]
                )["associationArn"]
                for wanted in self.text("podIdentityAssociations") or []
            ],
        }
        return ActionResult({"addon": cluster.addons[name]})

    def describe_addon(self):
        return ActionResult({"addon": self.addon()})

    def list_addons(self):
        return ActionResult({"addons": list(self.cluster.addons)})

    def update_addon(self):
        addon = self.addon()
        for setting in ("addonVersion", "configurationValues"):
            addon[setting] = self.text(setting) or addon[setting]
        return self.updated("AddonUpdate")

    def delete_addon(self):
        cluster, addon = self.cluster, self.addon()
        for arn in addon["podIdentityAssociations"]:
            del cluster.associations[arn.rsplit("/", 1)[1]]
        return ActionResult({"addon": cluster.addons.pop(addon["addonName"])})

    def describe_addon_versions(self):
        kubernetes = self.text("kubernetesVersion")
        version = {
            "addonVersion": default_version(kubernetes),
            "compatibilities": [{"clusterVersion": kubernetes, "defaultVersion": True}],
        }
        wanted = self.text("addonName")
        return ActionResult({"addons": [{"addonName": wanted, "addonVersions": [version]}]})

    def addon(self):
        name = self.text("addonName")
        return found(
            self.cluster.addons, name, f"No addon: {name} found in cluster: {self.cluster.name}"
        )


Addons.serves("/addons", "/addons/(?P<addonName>[^/]+)", "/addons/(?P<addonName>[^/]+)/update")
urls.url_paths["{0}/addons/supported-versions$"] = Addons.dispatch
