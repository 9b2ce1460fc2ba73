"""Load balancers: protection from deletion."""

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend

from .amend import amends


@amends(ELBv2Backend)
def delete_load_balancer(original, self, arn):
    # moto keeps the attribute, and deletes all the same.
    balancer = self.load_balancers.get(arn)
    if balancer and balancer.attrs["deletion_protection.enabled"] == "true":
        message = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise ELBClientError("OperationNotPermitted", message)
    return original(self, arn)
