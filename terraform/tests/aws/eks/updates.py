"""Updates of clusters, and of Kubernetes itself."""

import uuid

from moto.core.responses import ActionResult
from moto.eks.exceptions import InvalidParameterException
from moto.eks.responses import EKSResponse

from ..amend import amends
from .operations import ClusterOperations, found, now


def record(cluster, kind):
    update = {
        "id": str(uuid.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [],
        "errors": [],
    }
    cluster.updates[update["id"]] = update | {"createdAt": now()}
    return cluster.updates[update["id"]]


class Updates(ClusterOperations):
    def describe_update(self):
        return ActionResult(
            {"update": found(self.cluster.updates, self.text("updateId"), "No such update")}
        )

    def update_cluster_version(self):
        cluster, wanted = self.cluster, self.text("version")
        # As EKS does: never down, and up by one.
        if minor(wanted) - minor(cluster.version) not in (0, 1):
            raise InvalidParameterException(
                message=f"Unsupported version update from {cluster.version} to {wanted}"
            )
        cluster.version = wanted
        return self.updated("VersionUpdate")

    def update_nodegroup_version(self):
        group = found(self.cluster.nodegroups, self.text("nodegroupName"), "No such node group")
        wanted = self.text("version") or self.cluster.version
        if minor(wanted) > minor(self.cluster.version):
            raise InvalidParameterException(message=f"Nodes of {wanted} need a cluster of {wanted}")
        group.version = wanted
        group.launch_template = self.text("launchTemplate") or group.launch_template
        return self.updated("VersionUpdate")


Updates.serves(
    "/updates",
    "/updates/(?P<updateId>[^/]+)",
    "/node-groups/(?P<nodegroupName>[^/]+)/update-version",
)


@amends(EKSResponse)
def update_cluster_config(original, self):
    # moto replaces all network settings by those that change, and answers with the cluster
    # instead of an update.
    cluster = self.eks_backend.describe_cluster(name=self._get_param("name"))
    cluster.resources_vpc_config.update(self._get_param("resourcesVpcConfig") or {})
    cluster.logging = self._get_param("logging") or cluster.logging
    cluster.access_config.update(self._get_param("accessConfig") or {})
    cluster.upgrade_policy = self._get_param("upgradePolicy") or cluster.upgrade_policy
    return ActionResult({"update": record(cluster, "ConfigUpdate")})


def minor(version):
    return int(version.split(".")[1])
