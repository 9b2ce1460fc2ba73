"""IAM: policies with conditions."""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult

from .amend import amends


@amends(IAMPolicyStatement)
def is_action_permitted(original, self, *args, **kwargs):
    # moto refuses whatever a condition stands at that it cannot evaluate: a bucket policy that
    # denies requests without TLS would deny all. Here such a denial does not apply, and such a
    # permission does.
    statement = self._statement
    if statement.get("Condition"):
        if statement["Effect"] == "Deny":
            return PermissionResult.NEUTRAL
        self._statement = {key: value for key, value in statement.items() if key != "Condition"}
    return original(self, *args, **kwargs)
