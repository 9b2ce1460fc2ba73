"""Access entries and their policies, which moto does not have."""

import re
import uuid

from moto.core.responses import ActionResult, EmptyResult
from moto.eks.exceptions import ResourceInUseException

from .operations import ClusterOperations, found, now


class Access(ClusterOperations):
    def create_access_entry(self):
        cluster, principal = self.cluster, self.text("principalArn")
        if principal in cluster.access_entries:
            raise ResourceInUseException(
                message="The specified access entry resource is already in use on this cluster."
            )
        cluster.access_entries[principal] = {
            "clusterName": cluster.name,
            "principalArn": principal,
            "accessEntryArn": self.arn(
                "access-entry", cluster.name, principal.split(":", 5)[5], str(uuid.uuid4())
            ),
            "kubernetesGroups": self.text("kubernetesGroups") or [],
            "username": self.text("username") or principal,
            "type": self.text("type") or "STANDARD",
            "createdAt": now(),
            "modifiedAt": now(),
            "tags": self.text("tags") or {},
            "policies": {},
        }
        return ActionResult({"accessEntry": cluster.access_entries[principal]})

    def describe_access_entry(self):
        return ActionResult({"accessEntry": self.entry()})

    def list_access_entries(self):
        return ActionResult({"accessEntries": list(self.cluster.access_entries)})

    def delete_access_entry(self):
        del self.cluster.access_entries[self.entry()["principalArn"]]
        return EmptyResult()

    def associate_access_policy(self):
        entry = self.entry()
        policy = {
            "policyArn": self.text("policyArn"),
            "accessScope": self.text("accessScope"),
            "associatedAt": now(),
            "modifiedAt": now(),
        }
        entry["policies"][policy["policyArn"]] = policy
        return ActionResult(self.named(associatedAccessPolicy=policy))

    def list_associated_access_policies(self):
        return ActionResult(
            self.named(associatedAccessPolicies=list(self.entry()["policies"].values()))
        )

    def disassociate_access_policy(self):
        self.entry()["policies"].pop(self.text("policyArn"), None)
        return EmptyResult()

    def entry(self):
        entries = self.cluster.access_entries
        return found(
            entries, self.text("principalArn"), "The specified principalArn could not be found."
        )

    def named(self, **rest):
        return {
            "clusterName": self.cluster.name,
            "principalArn": self.entry()["principalArn"],
            **rest,
        }

    def _get_action_from_method_and_request_uri(self, request):
        # The ARNs in these paths have slashes, and the server has already undone their escapes:
        # moto's router is lost.
        path = re.match(
            r"/clusters/([^/]+)/access-entries/(arn:.+?)(/access-policies(?:/(arn:.+))?)?$",
            request.path,
        )
        if not path:
            return super()._get_action_from_method_and_request_uri(request)
        cluster, principal, policies, policy = path.groups()
        self.uri_match = {"clusterName": cluster, "principalArn": principal}
        if policy:
            self.uri_match["policyArn"] = policy
            return "DisassociateAccessPolicy"
        if policies:
            return {"POST": "AssociateAccessPolicy", "GET": "ListAssociatedAccessPolicies"}[
                request.method
            ]
        return {"GET": "DescribeAccessEntry", "DELETE": "DeleteAccessEntry"}[request.method]


Access.serves("/access-entries", "/access-entries/(?P<principalArn>.+)")
