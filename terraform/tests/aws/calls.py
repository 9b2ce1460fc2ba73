"""Writes down which actions were called with which access key.

What a role needs shows in what Terraform does.
"""

import os

from moto.core.authorization import ActionAuthenticatorMixin

from .amend import amends


@amends(ActionAuthenticatorMixin)
def _authenticate_and_authorize_action(original, self, *args, **kwargs):
    if os.environ.get("AWS_CALLS"):
        # Credential=KEY/DATE/REGION/SERVICE/aws4_request
        credential = self.headers.get("Authorization", "").partition("Credential=")[2].split("/")
        if len(credential) > 3:
            with open(os.environ["AWS_CALLS"], "a") as calls:
                calls.write(f"{credential[0]} {credential[3]}:{self._get_action()}\n")
    return original(self, *args, **kwargs)
