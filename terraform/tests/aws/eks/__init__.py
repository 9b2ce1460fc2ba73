"""EKS: of its operations moto has clusters and node groups; the others are here, a file for each kind of thing.

A cluster keeps what belongs to it in attributes of its own: `addons`, `access_entries`, `associations`, `updates`.
"""

from . import access, addons, clusters, nodes, pod_identity, updates  # noqa: F401
