"""EKS: moto has clusters and node groups; the other operations are here, a file for each kind.

A cluster keeps what belongs to it in attributes of its own: `addons`, `access_entries`,
`associations`, `updates`.
"""

from . import access, addons, clusters, nodes, pod_identity, updates  # noqa: F401
