"""RDS: what it forgets of an instance."""

import uuid

from moto.rds.models import DBInstance, DBParameterGroup

from .amend import amends


@amends(DBInstance, "__init__")
def remember(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    # moto gives the same id to all, and Terraform finds an instance by it.
    self.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()
    if kwargs.get("enable_performance_insights"):
        self.performance_insights_enabled = True
        self.performance_insights_kms_key_id = kwargs.get("performance_insights_kms_key_id")
        self.performance_insights_retention_period = (
            kwargs.get("performance_insights_retention_period") or 7
        )


@amends(DBParameterGroup)
def update_parameters(original, self, new_parameters):
    # Terraform only looks at parameters that a user has set, and moto does not say who did.
    original(self, [{**parameter, "Source": "user"} for parameter in new_parameters])
