"""Pod Identity associations, which moto does not have."""

import uuid

from moto.core.responses import ActionResult
from moto.eks.exceptions import ResourceInUseException

from .operations import ClusterOperations, found, now


def associate(operations, namespace, service_account, role_arn, tags=None):
    cluster = operations.cluster
    taken = {
        (other["namespace"], other["serviceAccount"]) for other in cluster.associations.values()
    }
    if (namespace, service_account) in taken:
        raise ResourceInUseException(message="Association already exists")
    key = "a-" + uuid.uuid4().hex[:17]
    cluster.associations[key] = {
        "associationId": key,
        "associationArn": operations.arn("podidentityassociation", cluster.name, key),
        "clusterName": cluster.name,
        "namespace": namespace,
        "serviceAccount": service_account,
        "roleArn": role_arn,
        "createdAt": now(),
        "modifiedAt": now(),
        "tags": tags or {},
    }
    return cluster.associations[key]


class PodIdentity(ClusterOperations):
    def create_pod_identity_association(self):
        names = ("namespace", "serviceAccount", "roleArn", "tags")
        return ActionResult({"association": associate(self, *map(self.text, names))})

    def describe_pod_identity_association(self):
        return ActionResult({"association": self.association()})

    def list_pod_identity_associations(self):
        return ActionResult({"associations": list(self.cluster.associations.values())})

    def update_pod_identity_association(self):
        association = self.association()
        association["roleArn"] = self.text("roleArn") or association["roleArn"]
        return ActionResult({"association": association})

    def delete_pod_identity_association(self):
        key = self.association()["associationId"]
        return ActionResult({"association": self.cluster.associations.pop(key)})

    def association(self):
        return found(self.cluster.associations, self.text("associationId"), "Association not found")


PodIdentity.serves(
    "/pod-identity-associations", "/pod-identity-associations/(?P<associationId>[^/]+)"
)
