"""What operations on parts of a cluster have in common."""

import datetime

from moto.core.responses import ActionResult
from moto.eks import urls
from moto.eks.exceptions import ResourceNotFoundException
from moto.eks.responses import EKSResponse


class ClusterOperations(EKSResponse):
    """Answers requests below /clusters/NAME/, with a method per operation, named as boto3's."""

    @classmethod
    def serves(cls, *paths):
        for path in paths:
            urls.url_paths["{0}/clusters/(?P<name>[^/]+)" + path + "$"] = cls.dispatch

    @property
    def cluster(self):
        return self.eks_backend.describe_cluster(name=self.text("name") or self.text("clusterName"))

    def text(self, name):
        return self._get_param(name)

    def arn(self, kind, *parts):
        return f"arn:aws:eks:{self.region}:{self.current_account}:{kind}/" + "/".join(parts)

    def updated(self, kind):
        """The answer to a change: an update that has already ended well."""
        from .updates import record

        return ActionResult({"update": record(self.cluster, kind)})


def found(things, key, message):
    if key not in things:
        raise ResourceNotFoundException(message=message)
    return things[key]


def now():
    return datetime.datetime.now(datetime.timezone.utc)
